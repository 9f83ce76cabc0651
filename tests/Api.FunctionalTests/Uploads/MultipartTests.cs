using System.Net;
using System.Text;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Uploads;

/// <summary>Forms as they should not be: each gets a 4xx in the envelope, and nothing of it stays.</summary>
public class MultipartTests() : ServerFixture
{
    private static readonly byte[] Picture = Pictures.Png(16, 16, seed: 1);

    private static readonly string File = "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n" + Encoding.Latin1.GetString(Picture);

    private TestUser user = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => user = await Server.SignUpAsync();

    private static IEnumerable<TestCaseData> Broken()
    {
        const string Title = "Content-Disposition: form-data; name=\"title\"\r\n\r\n";
        yield return Case("an empty body", "", 400);
        yield return Case("no boundary in the body", "just text", 400);
        yield return Case("another boundary", $"--Y\r\n{File}\r\n--Y--\r\n", 400);
        yield return Case("no file", $"--X\r\n{Title}hello\r\n--X--\r\n", 422);
        yield return Case("no part at all", "--X--\r\n", 422);
        yield return Case("a file under another name", $"--X\r\n{File.Replace("name=\"file\"", "name=\"image\"", StringComparison.Ordinal)}\r\n--X--\r\n", 422);
        yield return Case("two files", $"--X\r\n{File}\r\n--X\r\n{File}\r\n--X--\r\n", 422);
        yield return Case("no end", $"--X\r\n{File}", 400);
        yield return Case("an end within the boundary", $"--X\r\n{File}\r\n--", 400);
        yield return Case("a field that never ends", $"--X\r\n{File}\r\n--X\r\n{Title}hello", 400);
        yield return Case("a field of ten megabytes", $"--X\r\n{Title}{new string('t', 10 * 1024 * 1024)}\r\n--X\r\n{File}\r\n--X--\r\n", 422);
        yield return Case("a field of ten megabytes behind the file", $"--X\r\n{File}\r\n--X\r\n{Title}{new string('t', 10 * 1024 * 1024)}\r\n--X--\r\n", 422);
        yield return Case("part headers of 64 kilobytes", $"--X\r\nX-Long: {new string('h', 64 * 1024)}\r\n{File}\r\n--X--\r\n", 400);
        yield return Case("a hundred part headers", $"--X\r\n{string.Concat(Enumerable.Range(0, 100).Select(number => $"X-{number}: 1\r\n"))}{File}\r\n--X--\r\n", 400);
        yield return Case("a thousand parts", string.Concat(Enumerable.Repeat($"--X\r\n{Title}a\r\n", 1000)) + $"--X\r\n{File}\r\n--X--\r\n", 400);
        yield return Case("a part without a name", $"--X\r\nContent-Disposition: form-data\r\n\r\nhello\r\n--X\r\n{File}\r\n--X--\r\n", 400);
        yield return Case("a part without headers", $"--X\r\n\r\nhello\r\n--X\r\n{File}\r\n--X--\r\n", 400);
        yield return Case("a header that is none", $"--X\r\nthis is no header\r\n\r\nhello\r\n--X\r\n{File}\r\n--X--\r\n", 400);
        yield return Case("a field in UTF-16", $"--X\r\nContent-Type: text/plain; charset=utf-16\r\n{Title}h\0i\0\r\n--X\r\n{File}\r\n--X--\r\n", 422);
        yield return Case("a field that is not UTF-8", $"--X\r\n{Title}caf\u00e9\r\n--X\r\n{File}\r\n--X--\r\n", 422);
        yield return Case("an empty file", $"--X\r\n{File[..File.IndexOf("\r\n\r\n", StringComparison.Ordinal)]}\r\n\r\n\r\n--X--\r\n", 422);
    }

    [TestCaseSource(nameof(Broken))]
    public async Task A_broken_form_is_refused(string body, int status)
    {
        var response = await SendAsync(Encoding.Latin1.GetBytes(body), "multipart/form-data; boundary=X");
        await RefusedAsync(response, status);
    }

    [TestCase("application/json", 415)]
    [TestCase("application/x-www-form-urlencoded", 415)]
    [TestCase("image/png", 415)]
    [TestCase("nonsense", 415)]
    [TestCase(null, 415)]
    [TestCase("multipart/form-data", 400)]
    [TestCase("multipart/form-data; boundary=", 400)]
    [TestCase("multipart/form-data; boundary=\"\"", 400)]
    [TestCase("multipart/form-data; boundary=$long", 400)]
    [TestCase("multipart/mixed; boundary=X", 415)]
    public async Task A_wrong_content_type_is_refused(string? type, int status)
    {
        var response = await SendAsync(Form(), type?.Replace("$long", new string('b', 300), StringComparison.Ordinal));
        await RefusedAsync(response, status);
    }

    [TestCase("multipart/form-data; boundary=X")]
    [TestCase("multipart/form-data; boundary=\"X\"")]
    [TestCase("Multipart/Form-Data; charset=utf-8; boundary=X")]
    public async Task A_good_form_is_taken_however_it_is_announced(string type)
    {
        var image = await (await SendAsync(Form(), type)).DataAsync(HttpStatusCode.Created);
        await (await user.Http.DeleteAsync($"/v1/images/{image.Text("id")}")).BodyAsync();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_body_that_breaks_off_leaves_nothing(bool politely)
    {
        var form = Form();
        foreach (var cut in new[] { 0, 10, 60, 120, 200, form.Length - 20, form.Length - 3 })
        {
            await using var connection = await RawConnection.OpenAsync(Server.Url);
            await connection.SendAsync(Head(form.Length));
            await connection.SendAsync(form.AsMemory(0, cut));
            if (politely)
            {
                connection.EndSending();
                var answer = await connection.ReadAnswerAsync();
                (answer.Length == 0 || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal)).ShouldBeTrue(answer);
            }
        }

        await NothingStaysAsync();
    }

    [Test]
    public async Task Chunked_forms_are_taken_and_broken_chunks_refused()
    {
        var form = Form();
        foreach (var (chunks, expected) in new[] { ($"{form.Length:x}\r\n$\r\n0\r\n\r\n", 201), ($"{form.Length:x}\r\n$\r\nzz\r\n\r\n", 400), ("-5\r\n$\r\n0\r\n\r\n", 400) })
        {
            await using var connection = await RawConnection.OpenAsync(Server.Url);
            await connection.SendAsync(Head(null));
            var at = chunks.IndexOf('$', StringComparison.Ordinal);
            await connection.SendAsync(chunks[..at]);
            await connection.SendAsync(form);
            await connection.SendAsync(chunks[(at + 1)..]);
            (await connection.ReadStatusAsync()).ShouldBe(expected);
        }

        var list = await (await user.Http.GetAsync("/v1/images")).DataAsync();
        await (await user.Http.DeleteAsync($"/v1/images/{list.GetProperty("items")[0].Text("id")}")).BodyAsync();
        await NothingStaysAsync();
    }

    [Test]
    public async Task Forms_with_random_damage_are_taken_or_refused_and_never_an_error_of_ours()
    {
        var form = Form();
        var random = new Random(4711);
        for (var i = 0; i < 300; i++)
        {
            byte[] damaged = [.. form];
            for (var hit = random.Next(1, 6); hit > 0; hit--)
            {
                // Mostly where the form's own syntax stands.
                var at = random.Next(3) == 0 ? random.Next(form.Length) : random.Next(120);
                damaged[at] = random.Next(3) == 0 ? (byte)"\r\n-:;\"= X"[random.Next(9)] : (byte)random.Next(256);
            }

            var cut = random.Next(4) == 0 ? random.Next(form.Length) : form.Length;
            var response = await SendAsync(damaged[..cut], "multipart/form-data; boundary=X");
            if (response.StatusCode == HttpStatusCode.Created)
            {
                await user.Http.DeleteAsync($"/v1/images/{(await response.DataAsync(HttpStatusCode.Created)).Text("id")}");
            }
            else
            {
                ((int)response.StatusCode).ShouldBeInRange(400, 499, Convert.ToBase64String(damaged[..cut]));
                (await response.BodyAsync(response.StatusCode)).GetProperty("success").GetBoolean().ShouldBeFalse();
            }
        }

        await NothingStaysAsync();
    }

    private static TestCaseData Case(string name, string body, int status) => new TestCaseData(body, status).SetArgDisplayNames(name, $"{status}");

    private static byte[] Form() => Encoding.Latin1.GetBytes($"--X\r\n{File}\r\n--X--\r\n");

    private string Head(int? length) =>
        $"POST /v1/images HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {user.AccessToken}\r\n"
        + (length is null ? "Transfer-Encoding: chunked\r\n" : $"Content-Length: {length}\r\n") + "Content-Type: multipart/form-data; boundary=X\r\n\r\n";

    private async Task<HttpResponseMessage> SendAsync(byte[] body, string? type)
    {
        using var content = new ByteArrayContent(body);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return await user.Http.PostAsync("/v1/images", content);
    }

    private async Task RefusedAsync(HttpResponseMessage response, int status)
    {
        var body = await response.BodyAsync((HttpStatusCode)status);
        body.GetProperty("success").GetBoolean().ShouldBeFalse();
        body.Text("error").ShouldBe(body.Text("message"));
        body.Text("code").ShouldMatch("^[A-Z_]+$");
        response.Headers.Contains("x-request-id").ShouldBeTrue();
        await NothingStaysAsync();
    }

    private async Task NothingStaysAsync()
    {
        // What a vanished client left is taken back as soon as the server notices.
        await Poll.UntilAsync(
            async () => await user.Http.StorageHeldAsync() == 0 && ServerFiles.Originals(Server).Count == 0, "nothing stored, nothing held");
        (await (await user.Http.GetAsync("/v1/images")).DataAsync()).GetProperty("total").GetInt64().ShouldBe(0);
    }
}

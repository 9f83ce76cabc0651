using System.Net;
using System.Text;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Arrivals;

/// <summary>Several files in one form: each has its own result, in order, and those that were taken stay.</summary>
public class BatchTests() : ServerFixture("--Picora:Uploads:MaxFormFiles=4", "--Picora:Imaging:MaxBytes=100000")
{
    private const string End = "\r\n--X--\r\n";

    [Test]
    public async Task Each_file_has_its_result_in_order()
    {
        var user = await Server.SignUpAsync();
        var (first, last) = (Pictures.Png(20, 20, seed: 701), Pictures.Jpeg(30, 20));
        var data = await (await SendAsync(user, Fields(("tags", "[\"sea\"]"), ("isPublic", "false")) + File("a.png", first) + File("notes.txt", "hello"u8.ToArray(), "files[]")
            + File("again.png", first, "files") + File("b.jpg", last, "file[]") + End)).DataAsync();

        var results = data.GetProperty("results").EnumerateArray().ToList();
        results.Select(result => result.GetProperty("index").GetInt32()).ShouldBe([0, 1, 2, 3]);
        results.Select(result => result.Text("filename")).ShouldBe(["a.png", "notes.txt", "again.png", "b.jpg"]);
        results.Select(result => result.GetProperty("success").GetBoolean()).ShouldBe([true, false, true, true]);
        results.Select(result => result.GetProperty("duplicate").GetBoolean()).ShouldBe([false, false, true, false]);
        (data.GetProperty("uploaded").GetInt32(), data.GetProperty("failed").GetInt32()).ShouldBe((3, 1));
        (results[1].Text("code"), results[1].GetProperty("item").ValueKind).ShouldBe(("VALIDATION_ERROR", JsonValueKind.Null));
        results[1].Text("error").ShouldNotBeEmpty();
        results[2].GetProperty("item").Text("id").ShouldBe(results[0].GetProperty("item").Text("id"));
        var item = results[3].GetProperty("item");
        (item.Text("type"), item.GetProperty("isPublic").GetBoolean(), item.GetProperty("tags")[0].GetString()).ShouldBe(("image", false, "sea"));
        (await user.Http.StorageHeldAsync()).ShouldBe(first.Length + last.Length);
    }

    [Test]
    public async Task A_file_that_is_too_large_does_not_keep_the_next_one_out()
    {
        var user = await Server.SignUpAsync();

        var codes = Codes(await (await SendAsync(user, File("huge.png", new byte[3_000_000]) + File("a.png", Pictures.Png(20, 20, seed: 702)) + End)).DataAsync());

        codes.ShouldBe(["PAYLOAD_TOO_LARGE", null]);
    }

    [Test]
    public async Task What_the_quota_has_no_room_for_is_refused_alone()
    {
        await using var small = await PicoraServer.StartAsync("--Picora:Plans:trial:ImgStorageBytes=1500");
        var user = await small.SignUpAsync();
        var (large, little) = (Pictures.Bmp(40, 40, seed: 703), Pictures.Png(8, 8, seed: 704));
        large.Length.ShouldBeGreaterThan(1500);

        Codes(await (await SendAsync(user, File("large.png", large) + File("little.png", little) + End)).DataAsync()).ShouldBe(["QUOTA_EXCEEDED", null]);
        (await user.Http.StorageHeldAsync()).ShouldBe(little.Length);
    }

    [Test]
    public async Task Further_files_and_what_stands_behind_a_misplaced_field_are_not_read()
    {
        var user = await Server.SignUpAsync();
        var files = string.Concat(Enumerable.Range(0, 5).Select(number => File($"{number}.png", Pictures.Png(20, 20, seed: 710 + number))));

        var tooMany = await (await SendAsync(user, files + End)).DataAsync();
        var misplaced = await (await SendAsync(user, File("a.png", Pictures.Png(20, 20, seed: 720)) + Fields(("isPublic", "false")) + File("b.png", Pictures.Png(20, 20, seed: 721)) + End)).DataAsync();
        var trailing = await (await SendAsync(user, File("c.png", Pictures.Png(20, 20, seed: 722)) + Fields(("isPublic", "false")) + End)).DataAsync();

        Codes(tooMany).ShouldBe([null, null, null, null, "VALIDATION_ERROR"]);
        Codes(misplaced).ShouldBe([null, "VALIDATION_ERROR"]);
        Codes(trailing).ShouldBe([null, "VALIDATION_ERROR"]);
        misplaced.GetProperty("results")[1].GetProperty("filename").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task A_form_that_breaks_off_says_so_behind_what_was_taken()
    {
        var user = await Server.SignUpAsync();
        var picture = Pictures.Png(20, 20, seed: 730);

        var within = await (await SendAsync(user, File("a.png", picture) + File("b.png", Pictures.Png(20, 20, seed: 731)))).DataAsync();
        var between = await (await SendAsync(user, File("a.png", picture) + "\r\n--X\r\nnonsense")).DataAsync();

        Codes(within).ShouldBe([null, "BAD_REQUEST", "BAD_REQUEST"]);
        Codes(between).ShouldBe([null, "BAD_REQUEST"]);
        (await user.Http.StorageHeldAsync()).ShouldBe(picture.Length);
    }

    [TestCase("", "multipart/form-data; boundary=X", 400)]
    [TestCase("--X--\r\n", "multipart/form-data; boundary=X", 422)]
    [TestCase("--X\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\na\r\n--X--\r\n", "multipart/form-data; boundary=X", 422)]
    [TestCase("--X--\r\n", "multipart/form-data", 400)]
    [TestCase("{}", "application/json", 415)]
    public async Task A_form_without_files_is_refused_as_a_whole(string body, string type, int status)
    {
        var user = await Server.SignUpAsync();

        (await (await SendAsync(user, body, type: type)).BodyAsync((HttpStatusCode)status)).GetProperty("success").GetBoolean().ShouldBeFalse();
    }

    [Test]
    public async Task Each_file_counts_as_an_upload()
    {
        await using var server = await PicoraServer.StartWithOwnLimitsAsync("--Picora:RateLimits:UploadPerMinute=3");
        server.Clock.Stop();
        // Administrators may do more.
        await server.SignUpAsync();
        var user = await server.SignUpAsync();
        var form = string.Concat(Enumerable.Range(0, 4).Select(number => File($"{number}.png", Pictures.Png(20, 20, seed: 740 + number)))) + End;

        var answer = await SendAsync(user, form);

        Codes(await answer.DataAsync()).ShouldBe([null, null, null, "RATE_LIMITED"]);
        answer.Headers.GetValues("RateLimit-Remaining").ShouldBe(["0"]);
        (await (await SendAsync(user, form)).CodeAsync(HttpStatusCode.TooManyRequests)).ShouldBe("RATE_LIMITED");
    }

    [Test]
    public async Task Sent_again_under_the_same_name_with_another_boundary_it_is_not_done_again()
    {
        var user = await Server.SignUpAsync();
        var form = File("a.png", Pictures.Png(20, 20, seed: 750)) + File("huge.png", new byte[500_000]) + File("b.png", Pictures.Png(20, 20, seed: 751)) + End;

        var first = await (await SendAsync(user, form, "named")).BodyAsync();
        var again = await SendAsync(user, form.Replace("--X", "--Y", StringComparison.Ordinal), "named", "multipart/form-data; boundary=Y");
        var other = await SendAsync(user, File("c.png", Pictures.Png(20, 20, seed: 752)) + End, "named");

        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await again.BodyAsync()).GetRawText().ShouldBe(first.GetRawText());
        (await other.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("IDEMPOTENCY_KEY_REUSED");
    }

    [Test]
    public async Task Failures_speak_the_callers_language()
    {
        var user = await Server.SignUpAsync();
        user.Http.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");

        var result = (await (await SendAsync(user, File("a.png", new byte[200_000]) + End)).DataAsync()).GetProperty("results")[0];

        (result.Text("code"), result.Text("error")).ShouldBe(("PAYLOAD_TOO_LARGE", "请求内容过大"));
    }

    private static IEnumerable<string?> Codes(JsonElement data) => data.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("code").GetString());

    private static string File(string name, byte[] content, string part = "file") =>
        $"\r\n--X\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\n\r\n{Encoding.Latin1.GetString(content)}";

    private static string Fields(params (string Name, string Value)[] fields) =>
        string.Concat(fields.Select(field => $"\r\n--X\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}"));

    private static async Task<HttpResponseMessage> SendAsync(TestUser user, string body, string? name = null, string type = "multipart/form-data; boundary=X")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/media/batch") { Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (name is not null)
        {
            request.Headers.Add("Idempotency-Key", name);
        }

        return await user.Http.SendAsync(request);
    }
}

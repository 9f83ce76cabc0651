using System.Net;
using System.Text;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Arrivals;

/// <summary>Files that come as base64 in a JSON body, in all the ways in which clients write it.</summary>
[Category(TestCategories.OneEngine)]
public class Base64Tests() : ServerFixture("--Picora:Uploads:MaxBase64Bytes=300000", "--Picora:Imaging:MaxBytes=200000")
{
    // One for each remainder of the length by three.
    private static readonly Lazy<byte[][]> EachPadding = new(() =>
        [.. Enumerable.Range(600, 100).Select(seed => Pictures.Png(24, 24, seed: seed)).DistinctBy(picture => picture.Length % 3)]);

    private TestUser user = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => user = await Server.SignUpAsync();

    private static IEnumerable<TestCaseData> Writings()
    {
        yield return Case("plain", text => $$"""{"data":"{{text}}"}""");
        yield return Case("a data: address", text => $$"""{"data":"data:image/png;base64,{{text}}"}""");
        yield return Case("a data: address with parameters and another type", text => $$"""{"data":"DATA:text/html;charset=utf-8;base64,{{text}}"}""");
        yield return Case("a data: address without a type", text => $$"""{"data":"data:;base64,{{text}}"}""");
        yield return Case("no padding", text => $$"""{"data":"{{text.TrimEnd('=')}}"}""");
        yield return Case("the other alphabet", text => $$"""{"data":"{{text.Replace('+', '-').Replace('/', '_')}}"}""");
        yield return Case("slashes escaped, as PHP does", text => $$"""{"data":"{{text.Replace("/", "\\/", StringComparison.Ordinal)}}"}""");
        yield return Case("plus signs escaped, as .NET does", text => $$"""{"data":"{{text.Replace("+", "\\u002B", StringComparison.Ordinal)}}"}""");
        yield return Case("everything escaped", text => $$"""{"data":"{{string.Concat(text.Select(letter => $"\\u{(int)letter:x4}"))}}"}""");
        yield return Case("lines, as MIME has them", text => $$"""{"data":"{{string.Join("\\r\\n", text.Chunk(76).Select(line => new string(line)))}}"}""");
        yield return Case("blanks around everything", text => $$""" { "title" : null , "data" :   " {{text}} " , "tags" : [ ] } """);
        yield return Case("members behind", text => $$"""{"data":"{{text}}","filename":"a.png","extra":{"data":"no"},"list":["data"]}""");
        yield return Case("members before", text => $$"""{"extra":{"data":"no"},"filename":"a.png","data":"{{text}}"}""");
    }

    [TestCaseSource(nameof(Writings))]
    public async Task It_is_read_however_it_is_written(Func<string, string> write)
    {
        foreach (var picture in EachPadding.Value)
        {
            var item = await (await PostAsync(write(Convert.ToBase64String(picture)))).DataAsync(HttpStatusCode.Created);

            (item.Text("type"), item.GetProperty("sizeBytes").GetInt32()).ShouldBe(("image", picture.Length));
            (await user.Http.GetByteArrayAsync(item.PathOf("url"))).ShouldBe(picture);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Members_count_on_both_sides_of_the_content(bool before)
    {
        const string Members = "\"filename\":\"caf\\u00e9.png\",\"title\":\"Tea\",\"tags\":[\"one\",\"two\"],\"isPublic\":false,\"kbId\":null,\"type\":\"image\"";
        var data = $"\"data\":\"{Convert.ToBase64String(Pictures.Png(24, 24, seed: before ? 801 : 802))}\"";

        var item = await (await PostAsync(before ? $"{{{Members},{data}}}" : $"{{{data},{Members}}}")).DataAsync(HttpStatusCode.Created);

        (item.Text("filename"), item.Text("title"), item.GetProperty("isPublic").GetBoolean()).ShouldBe(("café.png", "Tea", false));
        item.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["one", "two"]);
    }

    [Test]
    public async Task The_bytes_are_the_same_ones_wherever_reads_end()
    {
        var picture = Pictures.Png(120, 120, seed: 603);
        var text = Convert.ToBase64String(picture).Replace("/", "\\/", StringComparison.Ordinal);
        await using var connection = await Uploads.RawConnection.OpenAsync(Server.Url);
        var body = Encoding.ASCII.GetBytes($$"""{"filename":"a.png","data":"data:image/png;base64,{{text}}","title":"Chopped"}""");
        await connection.SendAsync(
            $"POST /v1/media HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {user.AccessToken}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        var random = new Random(603);
        for (var sent = 0; sent < body.Length;)
        {
            // Byte by byte around the beginning and the end, where everything changes.
            var count = sent < 80 || sent > body.Length - 40 ? 1 : random.Next(1, 9000);
            count = Math.Min(count, sent < 80 ? 1 : sent > body.Length - 40 ? 1 : Math.Max(1, body.Length - 40 - sent));
            await connection.SendAsync(body.AsMemory(sent, count));
            sent += count;
        }

        var answer = await connection.ReadAnswerAsync();
        answer.ShouldStartWith("HTTP/1.1 201 ");
        var item = JsonDocument.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)]).RootElement.GetProperty("data");
        (await user.Http.GetByteArrayAsync(item.PathOf("url"))).ShouldBe(picture);
        item.Text("title").ShouldBe("Chopped");
    }

    [TestCase("", 400, "BAD_REQUEST")]
    [TestCase("{", 400, "BAD_REQUEST")]
    [TestCase("nonsense", 400, "BAD_REQUEST")]
    [TestCase("""{"data":"AAAA""", 400, "BAD_REQUEST")]
    [TestCase("""{"data":"AAAA\u00""", 400, "BAD_REQUEST")]
    [TestCase("""{"data":"AAAA"}}""", 400, "BAD_REQUEST")]
    [TestCase("""{"data":"AAAA",}""", 400, "BAD_REQUEST")]
    [TestCase("""{"data":"AAAA","title":"\ud800"}""", 400, "BAD_REQUEST")]
    [TestCase("""{"title":"\ud800","data":"AAAA"}""", 400, "BAD_REQUEST")]
    [TestCase("""{"title":"a" "data":"AAAA"}""", 400, "BAD_REQUEST")]
    [TestCase("[]", 422, "VALIDATION_ERROR")]
    [TestCase("{}", 422, "VALIDATION_ERROR")]
    [TestCase("null", 422, "VALIDATION_ERROR")]
    [TestCase("""{"title":"no data"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":null}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":5}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":["AAAA"]}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":""}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"A"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"AAAA*AAA"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"AAAA\u00e9AAA"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"AA==AAAA"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"data:image/png,%89PNG"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"data:image/png;base64"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"https://example.org/a.png"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"$picture","data":"$picture"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"$picture","type":"film"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"type":"film","data":"$picture"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"$picture","type":"video"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"$picture","isPublic":"perhaps"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"$picture","tags":"sea"}""", 422, "VALIDATION_ERROR")]
    [TestCase("""{"data":"aGVsbG8gd29ybGQ="}""", 422, "VALIDATION_ERROR")]
    public async Task What_is_wrong_is_refused_and_leaves_nothing(string body, int status, string code)
    {
        var own = await Server.SignUpAsync();
        using var content = new StringContent(body.Replace("$picture", Convert.ToBase64String(Pictures.Png(24, 24, seed: 804)), StringComparison.Ordinal), Encoding.UTF8, "application/json");

        (await (await own.Http.PostAsync("/v1/media", content)).CodeAsync((HttpStatusCode)status)).ShouldBe(code);
        (await own.Http.StorageHeldAsync()).ShouldBe(0);
    }

    [Test]
    public async Task Long_bodies_long_members_and_other_types_are_refused()
    {
        var tooLarge = $$"""{"data":"{{new string('A', 280_000)}}"}""";
        var wayTooLarge = $$"""{"data":"{{new string('A', 700_000)}}"}""";
        var longBefore = $$"""{"title":"{{new string('t', 80_000)}}","data":"AAAA"}""";
        var longBehind = $$"""{"data":"{{Convert.ToBase64String(Pictures.Png(24, 24, seed: 805))}}","title":"{{new string('t', 80_000)}}"}""";

        (await (await PostAsync(tooLarge)).CodeAsync(HttpStatusCode.RequestEntityTooLarge)).ShouldBe("PAYLOAD_TOO_LARGE");
        (await (await PostAsync(wayTooLarge)).CodeAsync(HttpStatusCode.RequestEntityTooLarge)).ShouldBe("PAYLOAD_TOO_LARGE");
        (await (await PostAsync(longBefore)).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        (await (await PostAsync(longBehind)).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Png(24, 24)), "file", "a.png" } };
        (await (await user.Http.PostAsync("/v1/media", form)).CodeAsync(HttpStatusCode.UnsupportedMediaType)).ShouldBe("UNSUPPORTED_MEDIA_TYPE");
    }

    [Test]
    public async Task Sent_again_under_the_same_name_it_is_not_done_again()
    {
        var body = $$"""{"data":"{{Convert.ToBase64String(Pictures.Png(24, 24, seed: 806))}}"}""";
        var first = await (await PostAsync(body, "named")).DataAsync(HttpStatusCode.Created);
        var again = await PostAsync(body, "named");
        var other = await PostAsync(body.Replace("}", ",\"title\":\"x\"}", StringComparison.Ordinal), "named");

        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await again.DataAsync(HttpStatusCode.Created)).Text("id").ShouldBe(first.Text("id"));
        (await other.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("IDEMPOTENCY_KEY_REUSED");
    }

    private static TestCaseData Case(string name, Func<string, string> write) => new TestCaseData(write).SetArgDisplayNames(name);

    private async Task<HttpResponseMessage> PostAsync(string body, string? name = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/media") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (name is not null)
        {
            request.Headers.Add("Idempotency-Key", name);
        }

        return await user.Http.SendAsync(request);
    }
}

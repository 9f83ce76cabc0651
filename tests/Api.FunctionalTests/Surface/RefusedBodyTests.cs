using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Picora.Api.FunctionalTests.Uploads;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Surface;

/// <summary>Whoever is refused while still sending gets to read why.</summary>
[Category(TestCategories.OneEngine)]
public class RefusedBodyTests() : ServerFixture()
{
    private const int Megabyte = 1024 * 1024;

    [TestCase("/v1/images", 30 * Megabyte, HttpStatusCode.Unauthorized)]
    [TestCase("/v1/nothing", 30 * Megabyte, HttpStatusCode.NotFound)]
    [TestCase("/v1/auth/login", 30 * Megabyte, HttpStatusCode.RequestEntityTooLarge)]
    [TestCase("/v1/auth/login", Megabyte / 2, HttpStatusCode.UnsupportedMediaType, "text/plain")]
    public async Task The_answer_arrives_before_the_connection_ends(string route, int bytes, HttpStatusCode status, string type = "application/json")
    {
        // The web server reads no further than a limit that it finds crossed on the way: only a length told ahead can be refused calmly.
        foreach (var isChunked in status == HttpStatusCode.RequestEntityTooLarge ? (bool[])[false] : [false, true])
        {
            using var client = new HttpClient { BaseAddress = Server.CreateClient().BaseAddress };
            using var content = new ByteArrayContent(Enumerable.Repeat((byte)' ', bytes).ToArray());
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = content };
            request.Headers.TransferEncodingChunked = isChunked;

            using var answer = await client.SendAsync(request);

            answer.StatusCode.ShouldBe(status);
            (await answer.BodyAsync(status)).GetProperty("success").GetBoolean().ShouldBeFalse();
        }
    }

    [Test]
    public async Task The_connection_outlives_a_refusal_amid_the_body()
    {
        var administrator = await Server.SignUpAsync();
        var user = await Server.SignUpAsync();
        await (await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new { plan = "none" })).DataAsync();
        const string Start = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n";
        const string End = "\r\n--b--\r\n";

        await RefusedAmidAsync(user, $"Content-Length: {Start.Length + End.Length}", Start, End);
        await RefusedAmidAsync(user, "Transfer-Encoding: chunked", $"{Start.Length:x}\r\n{Start}\r\n", $"{End.Length:x}\r\n{End}\r\n0\r\n\r\n");
    }

    private async Task RefusedAmidAsync(TestUser user, string framing, string start, string end)
    {
        await using var connection = await RawConnection.OpenAsync(Server.Url);
        await connection.SendAsync(
            $"POST /v1/images HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {user.AccessToken}\r\nContent-Type: multipart/form-data; boundary=b\r\n{framing}\r\n\r\n{start}");

        (await connection.ReadStatusAsync()).ShouldBe(403);
        await connection.SendAsync($"{end}GET /v1/nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        (await connection.ReadAnswerAsync()).ShouldContain("HTTP/1.1 404", customMessage: framing);
    }
}

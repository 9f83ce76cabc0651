using System.Net;
using System.Net.Http.Headers;
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
}

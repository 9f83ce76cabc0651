using System.Net;

namespace Picora.Api.FunctionalTests.Surface;

public class CorsTests() : ServerFixture
{
    [TestCase("/v1/images", "POST")]
    [TestCase("/v1/images/Qw3rTy7uIo1", "PATCH")]
    [TestCase("/v1/images/Qw3rTy7uIo1", "DELETE")]
    [TestCase("/v1/user/me/usage", "GET")]
    [TestCase("/v1/not-yet-there", "HEAD")]
    public async Task A_preflight_of_any_origin_is_allowed_without_credentials(string route, string method)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, route);
        request.Headers.Add("Origin", "https://somewhere.example");
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,tus-resumable,idempotency-key");

        var answer = await Server.CreateClient().SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        answer.Headers.GetValues("Access-Control-Allow-Methods").ShouldContain(method);
        answer.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("Idempotency-Key");
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    [TestCase("/health")]
    [TestCase("/v1/images")]
    [TestCase("/v1/nothing")]
    public async Task Any_page_may_read_answers_and_their_headers(string route)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, route);
        request.Headers.Add("Origin", "https://somewhere.example");

        var answer = await Server.CreateClient().SendAsync(request);

        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        var exposed = answer.Headers.GetValues("Access-Control-Expose-Headers").Single();
        string[] wanted = ["x-request-id", "RateLimit-Remaining", "X-RateLimit-Reset", "Retry-After", "X-Picora-Duplicate", "ETag", "Location", "Upload-Offset"];
        wanted.ShouldAllBe(header => exposed.Contains(header, StringComparison.Ordinal));
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Surface;

/// <summary>Whatever the framework refuses by itself is told in the surface's own shape.</summary>
public class FrameworkErrorTests() : ServerFixture
{
    private const int MegabyteAndABit = (1024 * 1024) + 1;

    private static readonly string[] Members = ["success", "error", "code", "message"];

    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Case(HttpMethod.Get, "/v1/nothing", 404, "NOT_FOUND");
        yield return Case(HttpMethod.Get, "/nothing", 404, "NOT_FOUND");
        yield return Case(HttpMethod.Put, "/v1/images", 405, "METHOD_NOT_ALLOWED");
        yield return Case(new HttpMethod("FOO"), "/v1/images", 405, "METHOD_NOT_ALLOWED");
        yield return Case(HttpMethod.Options, "/v1/images", 405, "METHOD_NOT_ALLOWED");
        yield return Case(HttpMethod.Post, "/v1/auth/login", 400, "BAD_REQUEST", "{\"email\":");
        yield return Case(HttpMethod.Post, "/v1/auth/login", 400, "BAD_REQUEST", string.Empty);
        yield return Case(HttpMethod.Post, "/v1/auth/login", 400, "BAD_REQUEST", "null");
        yield return Case(HttpMethod.Post, "/v1/auth/login", 422, "VALIDATION_ERROR", "{\"email\":5}");
        yield return Case(HttpMethod.Post, "/v1/auth/login", 422, "VALIDATION_ERROR", "[]");
        yield return Case(HttpMethod.Post, "/v1/auth/login", 415, "UNSUPPORTED_MEDIA_TYPE", "email=a", "application/x-www-form-urlencoded");
        yield return Case(HttpMethod.Post, "/v1/auth/login", 413, "PAYLOAD_TOO_LARGE", $"\"{new string('a', MegabyteAndABit)}\"");
        yield return Case(HttpMethod.Get, "/v1/admin/jobs?limit=many", 400, "BAD_REQUEST");
        yield return Case(HttpMethod.Get, $"/v1/images?tag={new string('a', 9000)}", 414, "URI_TOO_LONG");
        yield return Case(HttpMethod.Get, "/v1/images", 401, "UNAUTHORIZED");
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task A_refusal_wears_the_envelope(HttpMethod method, string route, int status, string code, string? body, string type)
    {
        using var request = new HttpRequestMessage(method, route);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));

        await CheckAsync(await Server.CreateClient().SendAsync(request), status, code);
    }

    [Test]
    public async Task A_body_without_a_length_is_cut_off_at_the_limit_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/auth/login");
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StringContent($"\"{new string('a', MegabyteAndABit)}\"", Encoding.UTF8, "application/json");

        await CheckAsync(await Server.CreateClient().SendAsync(request), 413, "PAYLOAD_TOO_LARGE");
    }

    [Test]
    public async Task Too_long_and_too_many_headers_are_refused()
    {
        using var tooLong = new HttpRequestMessage(HttpMethod.Get, "/health");
        tooLong.Headers.Add("x-long", new string('a', 33_000));
        using var tooMany = new HttpRequestMessage(HttpMethod.Get, "/health");
        foreach (var number in Enumerable.Range(0, 150))
        {
            tooMany.Headers.Add($"x-{number}", "1");
        }

        await CheckAsync(await Server.CreateClient().SendAsync(tooLong), 431, "HEADERS_TOO_LARGE");
        await CheckAsync(await Server.CreateClient().SendAsync(tooMany), 431, "HEADERS_TOO_LARGE");
    }

    [Test]
    public async Task The_methods_that_an_address_takes_are_named()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/images/Qw3rTy7uIo1");
        var answer = await Server.CreateClient().SendAsync(request);

        answer.Content.Headers.Allow.ShouldBe(["DELETE", "GET", "HEAD", "PATCH"], ignoreOrder: true);
    }

    [Test]
    public async Task The_bare_surface_answers_without_an_envelope()
    {
        var answer = await Server.CreateClient().GetAsync("/api/v1/nothing");

        var body = await answer.BodyAsync(HttpStatusCode.NotFound);
        body.EnumerateObject().Select(member => member.Name).ShouldBe(["message", "error", "code"]);
        body.Text("code").ShouldBe("NOT_FOUND");
    }

    [TestCase("/health", 200)]
    [TestCase("/v1/health", 200)]
    [TestCase("/v1/images", 401)]
    [TestCase("/v1/nothing", 404)]
    [TestCase("/openapi/v1.json", 200)]
    public async Task HEAD_answers_like_GET_without_a_body(string route, int status)
    {
        var get = await Server.CreateClient().GetAsync(route);
        using var request = new HttpRequestMessage(HttpMethod.Head, route);
        var head = await Server.CreateClient().SendAsync(request);

        ((int)head.StatusCode).ShouldBe(status);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
        Names(head).ShouldBe(Names(get), ignoreOrder: true);
    }

    private static async Task CheckAsync(HttpResponseMessage answer, int status, string code)
    {
        var body = await answer.BodyAsync((HttpStatusCode)status);
        body.GetProperty("success").ValueKind.ShouldBe(JsonValueKind.False);
        body.Text("code").ShouldBe(code);
        body.Text("error").ShouldNotBeEmpty();
        body.Text("message").ShouldBe(body.Text("error"));
        body.EnumerateObject().Select(member => member.Name).Except(["meta"]).ShouldBe(Members);
        answer.Headers.GetValues("x-request-id").ShouldHaveSingleItem().Length.ShouldBe(21);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    private static IEnumerable<string> Names(HttpResponseMessage answer) =>
        answer.Headers.Concat(answer.Content.Headers).Select(header => header.Key).Except(["Transfer-Encoding"]);

    private static TestCaseData Case(HttpMethod method, string route, int status, string code, string? body = null, string type = "application/json") =>
        new TestCaseData(method, route, status, code, body, type)
            .SetArgDisplayNames($"{method} {route[..Math.Min(route.Length, 40)]} {body?[..Math.Min(body.Length, 20)]} {status}");
}

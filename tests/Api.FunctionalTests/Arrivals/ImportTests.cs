using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Arrivals;

/// <summary>Files that are fetched by their address (case 16), from a server on this machine that a setting allows.</summary>
[Category(TestCategories.OneEngine)]
public class ImportTests
{
    private readonly RawWebServer web = new(IPAddress.Parse("127.0.0.2"));
    private PicoraServer server = null!;
    private TestUser user = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await PicoraServer.StartAsync(
            $"--Picora:Import:Ports=80,{web.Port}", "--Picora:Import:AllowedNetworks:0=127.0.0.2/32", "--Picora:Import:MaxRedirects=3",
            "--Picora:Import:MinBytesPerSecond=2000", "--Picora:Import:MinBytesGraceSeconds=1", "--Picora:Imaging:MaxBytes=200000");
        user = await server.SignUpAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        await web.DisposeAsync();
    }

    [Test]
    public async Task A_picture_comes_in_as_if_it_had_been_sent()
    {
        var picture = Pictures.Png(40, 30, seed: 501);
        web.Serve("/a/harbour.png", picture, "Content-Type: text/html\r\nSet-Cookie: a=b\r\n");

        var item = await (await ImportAsync(new { url = $"{web.Url}/a/harbour.png?x=1", title = "Dawn", tags = new[] { "sea" }, isPublic = false })).DataAsync(HttpStatusCode.Created);

        (item.Text("type"), item.Text("filename"), item.Text("title"), item.Text("mimeType")).ShouldBe(("image", "harbour.png", "Dawn", "image/png"));
        (item.GetProperty("sizeBytes").GetInt32(), item.GetProperty("isPublic").GetBoolean(), item.GetProperty("tags")[0].GetString()).ShouldBe((picture.Length, false, "sea"));
        (await user.Http.GetByteArrayAsync(item.PathOf("url"))).ShouldBe(picture);
        var request = web.Requests.Last(head => head.StartsWith("GET /a/harbour.png?x=1 ", StringComparison.Ordinal));
        request.ShouldNotContain("Authorization", Case.Insensitive);
        request.ShouldNotContain("Cookie", Case.Insensitive);
        request.ShouldNotContain("traceparent", Case.Insensitive);
    }

    [Test]
    public async Task The_same_bytes_are_a_duplicate()
    {
        var picture = Pictures.Png(20, 20, seed: 502);
        var first = await user.Http.UploadAsync(picture);
        web.Serve("/again", picture, "Content-Disposition: attachment; filename=\"again.png\"\r\n");

        var again = await ImportAsync(new { url = $"{web.Url}/again" });

        again.Headers.GetValues("X-Picora-Duplicate").ShouldBe(["true"]);
        (await again.DataAsync(HttpStatusCode.Created)).Text("id").ShouldBe(first.Text("id"));
    }

    [Test]
    public async Task The_other_server_names_the_file()
    {
        web.Serve("/download", Pictures.Png(20, 20, seed: 503), "Content-Disposition: attachment; filename=\"../../etc/passwd.png\"\r\n");

        (await (await ImportAsync(new { url = $"{web.Url}/download" })).DataAsync(HttpStatusCode.Created)).Text("filename").ShouldBe("passwd.png");
    }

    [Test]
    public async Task Redirects_are_followed_and_no_cookie_goes_along()
    {
        web.Reply("/r1", "HTTP/1.1 301 Moved\r\nLocation: /r2\r\nSet-Cookie: secret=1\r\nContent-Length: 0\r\n\r\n", []);
        web.Redirect("/r2", $"{web.Url}/r3");
        web.Redirect("/r3", "final.png");
        web.Serve("/final.png", Pictures.Png(20, 20, seed: 504));

        (await (await ImportAsync(new { url = $"{web.Url}/r1" })).DataAsync(HttpStatusCode.Created)).Text("filename").ShouldBe("final.png");
        web.Requests.Where(head => head.StartsWith("GET /r2", StringComparison.Ordinal)).ShouldAllBe(head => !head.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
    }

    [TestCase("http://127.0.0.1/")]
    [TestCase("http://localhost/")]
    [TestCase("http://localhost./")]
    [TestCase("http://169.254.169.254/latest/meta-data/")]
    [TestCase("http://[::1]/")]
    [TestCase("http://[::ffff:127.0.0.1]/")]
    [TestCase("http://[::ffff:7f00:2]/", Description = "the allowed one, in disguise")]
    [TestCase("http://[64:ff9b::7f00:1]/")]
    [TestCase("http://[2002:7f00:1::]/")]
    [TestCase("http://[2001::1]/")]
    [TestCase("http://[fe80::1]/")]
    [TestCase("http://[fd00:ec2::254]/")]
    [TestCase("http://10.0.0.1/")]
    [TestCase("http://100.64.0.1/")]
    [TestCase("http://192.168.0.1/")]
    [TestCase("http://0.0.0.0/")]
    [TestCase("http://2130706433/")]
    [TestCase("http://0x7f000001/")]
    [TestCase("http://0177.0.0.1/")]
    [TestCase("http://127.1/")]
    [TestCase("http://127.0.0.2:22/", Description = "a port that is not allowed")]
    [TestCase("http://user:secret@127.0.0.2/")]
    [TestCase("file:///etc/passwd")]
    [TestCase("ftp://127.0.0.2/")]
    [TestCase("http://no-such-host.invalid/")]
    [TestCase("picture.png")]
    public async Task What_is_not_everybodys_is_refused_at_once_and_behind_a_redirect(string url)
    {
        (await (await ImportAsync(new { url })).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("URL_NOT_ALLOWED");
        var path = $"/to/{Convert.ToHexString(Encoding.UTF8.GetBytes(url))}";
        web.Redirect(path, url);

        // A relative one leads nowhere but here.
        var expected = url == "picture.png" ? "URL_FETCH_FAILED" : "URL_NOT_ALLOWED";
        (await (await ImportAsync(new { url = $"{web.Url}{path}" })).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe(expected);
    }

    [Test]
    public async Task Too_many_redirects_end()
    {
        web.Redirect("/loop", "/loop");

        await FailedAsync("/loop", "redirects");
    }

    [Test]
    public async Task A_redirect_to_nowhere_ends()
    {
        web.Reply("/nowhere", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", []);

        await FailedAsync("/nowhere", "redirects");
    }

    [Test]
    public async Task Failures_of_the_other_server_are_told()
    {
        (await FailedAsync("/missing", "status")).GetProperty("meta").GetProperty("status").GetInt32().ShouldBe(404);
        web.Reply("/garbage", "hello\r\n\r\n", []);
        await FailedAsync("/garbage", "connection");
        web.Reply("/short", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", Pictures.Png(20, 20, seed: 505));
        await FailedAsync("/short", "connection");
        web.Reply("/chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", []);
        await FailedAsync("/chunks", "connection");
        web.Reply("/headers", $"HTTP/1.1 200 OK\r\nX-Long: {new string('a', 100_000)}\r\nContent-Length: 0\r\n\r\n", []);
        await FailedAsync("/headers", "connection");
    }

    [Test]
    public async Task A_length_that_is_too_small_cuts_the_file_off()
    {
        web.Reply("/cut", "HTTP/1.1 200 OK\r\nContent-Length: 40\r\nConnection: close\r\n\r\n", Pictures.Png(20, 20, seed: 506));

        await RefusedAsync("/cut", HttpStatusCode.UnprocessableEntity, "VALIDATION_ERROR");
    }

    [Test]
    public async Task What_is_too_large_is_refused_before_or_on_the_way()
    {
        web.Reply("/announced", "HTTP/1.1 200 OK\r\nContent-Length: 200001\r\n\r\n", Pictures.Png(20, 20, seed: 508));
        await RefusedAsync("/announced", HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
        web.Answers["/endless"] = async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"u8.ToArray(), token);
            var block = new byte[64 * 1024];
            while (true)
            {
                await stream.WriteAsync(block, token);
            }
        };
        await RefusedAsync("/endless", HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [TestCase("body")]
    [TestCase("head")]
    public async Task A_drip_is_given_up(string where)
    {
        web.Answers[$"/drip-{where}"] = async (stream, token) =>
        {
            var head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"u8.ToArray();
            await stream.WriteAsync(where == "head" ? head.AsMemory(0, 20) : head, token);
            // Some bytes, and never another one.
            await Task.Delay(Timeout.Infinite, token);
        };

        await FailedAsync($"/drip-{where}", "timeout");
    }

    [Test]
    public async Task Nothing_is_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[50 * 1024 * 1024]);
        }

        web.Serve("/bomb", packed.ToArray()[..100_000], "Content-Encoding: gzip\r\n");
        await FailedAsync("/bomb", "encoding");
        web.Serve("/unsaid", packed.ToArray()[..100_000]);
        await RefusedAsync("/unsaid", HttpStatusCode.UnprocessableEntity, "VALIDATION_ERROR");
    }

    [Test]
    public async Task What_is_no_medium_is_refused_whatever_it_calls_itself()
    {
        web.Serve("/page", "<html><body>hello</body></html>"u8.ToArray(), "Content-Type: image/png\r\n");
        await RefusedAsync("/page", HttpStatusCode.UnprocessableEntity, "VALIDATION_ERROR");
        web.Serve("/empty", []);
        await RefusedAsync("/empty", HttpStatusCode.UnprocessableEntity, "VALIDATION_ERROR");
    }

    [Test]
    public async Task A_key_needs_the_scope_of_the_kind()
    {
        web.Serve("/scoped.png", Pictures.Png(20, 20, seed: 507));
        var (reader, writer) = (await user.CreateKeyAsync("images:read"), await user.CreateKeyAsync("images:write"));
        var body = new { url = $"{web.Url}/scoped.png" };

        (await (await reader.Http.PostAsJsonAsync("/v1/media/import", body)).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
        (await (await writer.Http.PostAsJsonAsync("/v1/media/import", new { body.url, type = "video" })).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
        (await writer.Http.PostAsJsonAsync("/v1/media/import", body)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [TestCase("{}")]
    [TestCase("""{"url":""}""")]
    [TestCase("""{"url":"http://example.org/","type":"film"}""")]
    [TestCase("""{"url":"http://example.org/","tags":5}""")]
    public async Task A_body_of_the_wrong_shape_is_refused(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        (await (await user.Http.PostAsync("/v1/media/import", content)).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
    }

    private async Task<JsonElement> FailedAsync(string path, string reason)
    {
        var body = await RefusedAsync(path, HttpStatusCode.UnprocessableEntity, "URL_FETCH_FAILED");
        body.GetProperty("meta").Text("reason").ShouldBe(reason);
        return body;
    }

    private async Task<JsonElement> RefusedAsync(string path, HttpStatusCode status, string code)
    {
        var own = await server.SignUpAsync();
        var body = await (await own.Http.PostAsJsonAsync("/v1/media/import", new { url = $"{web.Url}{path}" })).BodyAsync(status);
        body.Text("code").ShouldBe(code);
        (await own.Http.StorageHeldAsync()).ShouldBe(0);
        return body;
    }

    private Task<HttpResponseMessage> ImportAsync(object body) => user.Http.PostAsJsonAsync("/v1/media/import", body);
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>A host of its own for media: nothing else is there, and no cookie counts.</summary>
public class MediaHostTests() : ServerFixture("--Picora:Urls:Api=https://api.picora.test", "--Picora:Urls:Media=https://media.picora.test")
{
    private TestUser user = null!;
    private JsonElement image;

    [OneTimeSetUp]
    public async Task UploadAsync()
    {
        user = await Server.SignUpAsync();
        image = await user.Http.UploadAsync(Pictures.Jpeg(30, 20));
    }

    [Test]
    public async Task It_serves_media_at_its_root()
    {
        image.Text("url").ShouldBe($"https://media.picora.test/{image.Text("id")}.jpg");
        var response = await OnMediaHostAsync($"/{image.Text("id")}.jpg");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        response.Headers.GetValues("Access-Control-Allow-Origin").Single().ShouldBe("*");
        response.Headers.GetValues("Timing-Allow-Origin").Single().ShouldBe("*");
    }

    [TestCase("/")]
    [TestCase("/health")]
    [TestCase("/v1/images")]
    [TestCase("/v1/user/me")]
    [TestCase("/v1/auth/refresh")]
    [TestCase("/explorer")]
    [TestCase("/explorer/page.js")]
    [TestCase("/openapi/v1.json")]
    [TestCase("/media/{id}.jpg")]
    [TestCase("//v1/images")]
    [TestCase("/../v1/images")]
    [TestCase("/%2e%2e/v1/images")]
    public async Task Nothing_else_is_there(string path)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            var response = await OnMediaHostAsync(path.Replace("{id}", image.Text("id"), StringComparison.Ordinal), method);
            ((int)response.StatusCode).ShouldBeOneOf(404, 405);
            response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
    }

    [Test]
    public async Task Other_hosts_refer_to_it()
    {
        var signed = await (await user.Http.PostAsJsonAsync($"/v1/images/{image.Text("id")}/sign", new { })).DataAsync();
        var address = new Uri(signed.Text("signedUrl"));
        var response = await Server.CreateClient().GetAsync($"/media{address.PathAndQuery}");
        response.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        response.Headers.Location.ShouldBe(address);
        (await OnMediaHostAsync(address.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_private_picture_needs_a_credential_and_not_a_cookie()
    {
        var hidden = await user.Http.UploadAsync(Pictures.Jpeg(31, 20), "b.jpg", ("isPublic", "false"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{hidden.Text("id")}.jpg") { Headers = { Host = "media.picora.test" } };
        request.Headers.Add("Cookie", $"refresh_token={user.RefreshToken}");
        (await Server.CreateClient().SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var mine = new HttpRequestMessage(HttpMethod.Get, $"/{hidden.Text("id")}.jpg") { Headers = { Host = "MEDIA.picora.test:443" } };
        (await user.Http.SendAsync(mine)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpResponseMessage> OnMediaHostAsync(string path, HttpMethod? method = null)
    {
        var literal = new Uri(Server.Url + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, literal) { Headers = { Host = "media.picora.test" } };
        return await Server.CreateClient().SendAsync(request);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>A real nginx in front sends stored files after Picora has decided.</summary>
public class AccelRedirectTests() : ServerFixture("--Picora:Media:AccelPrefix=/_picora")
{
    private NginxProcess nginx = null!;
    private HttpClient front = null!;
    private TestUser user = null!;

    [OneTimeSetUp]
    public async Task StartNginxAsync()
    {
        if (!NginxProcess.IsInstalled)
        {
            Assert.Ignore("nginx is not installed; build/test installs it.");
        }

        user = await Server.SignUpAsync();
        nginx = await NginxProcess.StartAsync(Server.Url, Path.Combine(Server.DataFolder, "objects"));
        front = new HttpClient { BaseAddress = new Uri(nginx.Url) };
    }

    [OneTimeTearDown]
    public async Task StopNginxAsync()
    {
        front?.Dispose();
        await (nginx?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Test]
    public async Task It_sends_the_same_answer_as_picora()
    {
        var png = Pictures.Png(60, 40);
        var path = (await user.Http.UploadAsync(png, "a.png")).PathOf("url");

        var direct = await Server.CreateClient().GetAsync(path);
        direct.Headers.GetValues("X-Accel-Redirect").Single().ShouldStartWith("/_picora/originals/");
        var sent = await front.GetAsync(path);

        (await sent.Content.ReadAsByteArrayAsync()).ShouldBe(png);
        sent.Headers.Contains("X-Accel-Redirect").ShouldBeFalse();
        foreach (var header in new[] { "ETag", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options", "Access-Control-Allow-Origin" })
        {
            sent.Headers.GetValues(header).Single().ShouldBe(direct.Headers.GetValues(header).Single(), header);
        }

        sent.Content.Headers.ContentType!.ToString().ShouldBe("image/png");
        sent.Content.Headers.ContentDisposition!.ToString().ShouldBe(direct.Content.Headers.ContentDisposition!.ToString());
        using var known = new HttpRequestMessage(HttpMethod.Get, path);
        known.Headers.IfNoneMatch.Add(sent.Headers.ETag!);
        (await front.SendAsync(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await front.SendAsync(new HttpRequestMessage(HttpMethod.Head, path))).Content.Headers.ContentLength.ShouldBe(png.Length);
    }

    [Test]
    public async Task It_cuts_ranges_and_they_are_metered()
    {
        var other = await Server.SignUpAsync();
        var png = Pictures.Png(70, 40);
        var path = (await other.Http.UploadAsync(png, "a.png")).PathOf("url");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new RangeHeaderValue(10, 29);

        var part = await front.SendAsync(request);

        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(png[10..30]);
        part.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes 10-29/{png.Length}");
        (await other.Http.UsageAsync()).GetProperty("images").GetProperty("bandwidthUsed").GetInt64().ShouldBe(20);
    }

    [Test]
    public async Task What_picora_refuses_nginx_does_not_send()
    {
        var path = (await user.Http.UploadAsync(Pictures.Png(80, 40), "a.png", ("isPublic", "false"))).PathOf("url");

        (await front.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await front.GetAsync("/_picora/originals/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var mine = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = user.Http.DefaultRequestHeaders.Authorization } };
        (await front.SendAsync(mine)).StatusCode.ShouldBe(HttpStatusCode.OK);
        nginx.AccessLog.ShouldNotBeEmpty();
    }

    [Test]
    public async Task A_picture_whose_metadata_is_left_out_comes_from_picora_itself()
    {
        var image = await user.Http.UploadAsync(Pictures.Jpeg(90, 40, new PictureMetadata(Orientation: 6, Gps: true)));
        var direct = await Server.CreateClient().GetAsync(image.PathOf("url"));

        direct.Headers.Contains("X-Accel-Redirect").ShouldBeFalse();
        (await front.GetByteArrayAsync(image.PathOf("url"))).ShouldBe(await direct.Content.ReadAsByteArrayAsync());
        image.GetProperty("sizeBytes").ValueKind.ShouldBe(JsonValueKind.Number);
    }
}

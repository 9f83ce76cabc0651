using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media.Videos;

[Category(TestCategories.OneEngine)]
public class VideoDeliveryTests() : ServerFixture([.. VideoRequests.QuickSettings, "--Picora:Bandwidth:FlushSeconds=1"])
{
    private TestUser administrator = null!;
    private TestUser owner = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync()
    {
        administrator = await Server.SignUpAsync();
        owner = await ProAsync();
    }

    [Test]
    public async Task Playlists_and_pieces_go_out_as_players_need_them()
    {
        var video = await UploadAsync(owner, Clips.Mp4(5));
        var player = Server.CreateClient();

        var master = await player.GetAsync(video.TargetOf("playbackUrl"));
        (master.Content.Headers.ContentType!.ToString(), master.Headers.GetValues("Access-Control-Allow-Origin").Single()).ShouldBe(("application/vnd.apple.mpegurl", "*"));
        var text = await master.Content.ReadAsStringAsync();
        text.ShouldContain("RESOLUTION=320x180");
        text.ShouldContain("CODECS=\"avc1.64001e,mp4a.40.2\"");
        var rendition = (await player.ReadPlaylistAsync(video.TargetOf("playbackUrl"))).Single();
        var piece = (await player.ReadPlaylistAsync(rendition))[1];

        var whole = await player.GetAsync(piece);
        whole.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp2t");
        whole.Headers.CacheControl!.Public.ShouldBeTrue();
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        var part = await RangeAsync(player, piece, 188, 375);
        (part.StatusCode, part.Content.Headers.ContentRange!.Length).ShouldBe((HttpStatusCode.PartialContent, bytes.Length));
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(bytes[188..376]);
        using var known = new HttpRequestMessage(HttpMethod.Get, piece) { Headers = { IfNoneMatch = { whole.Headers.ETag! } } };
        (await player.SendAsync(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await player.GetAsync(piece.Replace("00001.ts", "00009.ts", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await player.GetAsync(rendition.Replace("360p", "720p", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var track = await player.GetStringAsync(video.TargetOf("storyboardUrl"));
        track.ShouldStartWith("WEBVTT");
        track.ShouldContain("00:00:04.000 --> 00:00:05");
        var sheet = new Uri(new Uri("http://host" + video.TargetOf("storyboardUrl")), "storyboard.jpg").PathAndQuery;
        (await player.GetAsync(sheet)).Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        (await player.GetAsync(video.TargetOf("playbackUrl").Replace("index.m3u8", "download.mp4", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await player.GetByteArrayAsync(video.TargetOf("downloadUrl"))).ShouldBe(Clips.Mp4(5));
    }

    [Test]
    public async Task Pages_that_may_not_show_a_video_do_not_and_an_operator_withholds_it()
    {
        var video = await UploadAsync(owner, Clips.Mp4(3));
        await (await owner.Http.PatchAsJsonAsync($"/v1/videos/{video.Text("id")}", new { allowedReferers = new[] { "good.example" } })).BodyAsync();

        (await FromPageAsync(video.TargetOf("playbackUrl"), "https://good.example/page")).ShouldBe(HttpStatusCode.OK);
        (await FromPageAsync(video.TargetOf("playbackUrl"), "https://bad.example/page")).ShouldBe(HttpStatusCode.Forbidden);

        var shown = await Server.CreateClient().GetVideoAsync(video.Text("id"));
        shown.GetProperty("userId").ValueKind.ShouldBe(JsonValueKind.Null);
        (shown.Text("filename"), shown.Text("title")).ShouldBe(($"{video.Text("id")}.mp4", video.Text("title")));

        await (await administrator.Http.PostAsync($"/v1/admin/media/{video.Text("id")}/block", null)).BodyAsync();
        (await (await Server.CreateClient().GetAsync($"/v1/videos/{video.Text("id")}")).CodeAsync((HttpStatusCode)451)).ShouldBe("CONTENT_BLOCKED");
        (await owner.Http.GetVideoAsync(video.Text("id"))).Text("filename").ShouldBe(video.Text("filename"));
        (await FromPageAsync(video.TargetOf("playbackUrl"), "https://good.example/page")).ShouldBe((HttpStatusCode)451);
    }

    [Test]
    public async Task What_goes_out_counts_and_past_the_limit_it_is_the_smallest_size_and_then_nothing()
    {
        var user = await ProAsync();
        var video = await UploadAsync(user, Clips.Mp4(3));
        var piece = (await Server.CreateClient().ReadPlaylistAsync((await Server.CreateClient().ReadPlaylistAsync(video.TargetOf("playbackUrl"))).Single()))[0];
        var sent = (await Server.CreateClient().GetByteArrayAsync(piece)).LongLength;
        await Poll.UntilAsync(async () => await BandwidthAsync(user) > sent, "the bytes to be counted");

        await LimitAsync(user, await BandwidthAsync(user) - 1);
        await Poll.UntilAsync(async () => (await user.Http.GetVideoAsync(video.Text("id"))).TargetOf("playbackUrl").EndsWith("/360p/index.m3u8", StringComparison.Ordinal), "the degradation to be seen");
        (await Server.CreateClient().GetAsync(video.TargetOf("playbackUrl"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await LimitAsync(user, 1);
        HttpResponseMessage refused = null!;
        await Poll.UntilAsync(async () => (refused = await user.Http.GetAsync($"/v1/videos/{video.Text("id")}/status")).StatusCode != HttpStatusCode.OK, "the suspension to be seen");
        var body = await refused.BodyAsync((HttpStatusCode)451);
        (body.Text("code"), body.Text("error")).ShouldBe(("BANDWIDTH_SUSPENDED", "Video service suspended due to bandwidth limit"));
        (await Server.CreateClient().GetAsync(piece)).StatusCode.ShouldBe((HttpStatusCode)451);
    }

    private async Task<TestUser> ProAsync()
    {
        var user = await Server.SignUpAsync();
        await administrator.SetPlanAsync(user, "pro");
        return user;
    }

    private static async Task<JsonElement> UploadAsync(TestUser user, byte[] film, params (string Name, string Value)[] fields)
    {
        var video = await user.Http.WaitForVideoAsync(await user.Http.UploadVideoAsync(film, "film.mp4", fields));
        video.Text("status").ShouldBe("ready");
        return video;
    }

    private async Task<HttpStatusCode> FromPageAsync(string target, string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target) { Headers = { Referrer = new Uri(page) } };
        return (await Server.CreateClient().SendAsync(request)).StatusCode;
    }

    private static Task<HttpResponseMessage> RangeAsync(HttpClient client, string target, long from, long to)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, target) { Headers = { Range = new RangeHeaderValue(from, to) } };
        return client.SendAsync(request);
    }

    private async Task LimitAsync(TestUser user, long limit) =>
        await (await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new { quotas = new[] { new { type = "media_bandwidth", limit } } })).DataAsync();

    private static async Task<long> BandwidthAsync(TestUser user) =>
        (await user.Http.UsageAsync()).GetProperty("quotas").EnumerateArray().Single(quota => quota.Text("type") == "media_bandwidth").GetProperty("used").GetInt64();
}

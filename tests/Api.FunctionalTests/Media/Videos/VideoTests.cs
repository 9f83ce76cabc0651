using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media.Videos;

public class VideoTests() : ServerFixture([.. VideoRequests.QuickSettings, "--Picora:Plans:trial:VideoFileBytes=50000000", "--Picora:Plans:trial:VideoFileSeconds=20", "--Picora:Plans:trial:VideoStorageBytes=100000000"])
{
    [Test]
    public async Task A_video_comes_in_is_converted_played_changed_and_deleted()
    {
        var user = await Server.SignUpAsync();
        var film = Clips.Mp4(5);

        var accepted = await (await user.Http.PostVideoAsync(film, "Holiday.film.mp4", ("tags", "[\"sea\",\"sun\"]"))).DataAsync(HttpStatusCode.Accepted);
        var id = accepted.Text("videoId");
        (id.Length, accepted.Text("id"), accepted.Text("type"), accepted.Text("status"), accepted.Text("title")).ShouldBe((21, id, "video", "processing", "Holiday.film"));
        (await MediaStorageAsync(user)).ShouldBe(film.Length);

        var video = await user.Http.WaitForVideoAsync(id);
        (video.Text("status"), video.Text("filename"), video.GetProperty("sizeBytes").GetInt64()).ShouldBe(("ready", "Holiday.film.mp4", film.Length));
        video.GetProperty("durationSeconds").GetDouble().ShouldBe(5, tolerance: 0.2);
        (video.GetProperty("width").GetInt32(), video.GetProperty("height").GetInt32()).ShouldBe((320, 180));
        var status = await (await user.Http.GetAsync($"/v1/videos/{id}/status")).DataAsync();
        (status.Text("id"), status.Text("status"), status.GetProperty("progress").ValueKind).ShouldBe((id, "ready", System.Text.Json.JsonValueKind.Null));
        video.TargetOf("playbackUrl").ShouldEndWith($"/video/{id}/index.m3u8");

        var stranger = Server.CreateClient();
        var rendition = (await stranger.ReadPlaylistAsync(video.TargetOf("playbackUrl"))).ShouldHaveSingleItem();
        var pieces = (await stranger.ReadPlaylistAsync(rendition)).Select(async piece => SegmentProbe.Of(await stranger.GetByteArrayAsync(piece)));
        var probes = await Task.WhenAll(pieces);
        probes.Length.ShouldBe(3);
        probes.ShouldAllBe(piece => piece.BeginsWithKey && piece.Width == 320 && piece.Sound == "aac");

        (await user.Http.PatchAsJsonAsync($"/v1/videos/{id}", new { title = "Harbour", is_public = false })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var list = await (await user.Http.GetAsync("/v1/videos")).DataAsync();
        list.GetProperty("items").GetRawText().Split("?exp")[0].ShouldBe(list.GetProperty("videos").GetRawText().Split("?exp")[0]);
        (list.GetProperty("items")[0].Text("title"), list.GetProperty("total").GetInt64()).ShouldBe(("Harbour", 1));

        (await user.Http.DeleteAsync($"/v1/videos/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Http.GetAsync($"/v1/videos/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync(rendition)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await MediaStorageAsync(user)).ShouldBe(0);
        ServerFiles.All(Server.DataFolder).ShouldNotContain(file => file.Contains($"/videos/{id}/", StringComparison.Ordinal));
    }

    [Test]
    public async Task The_same_bytes_give_the_video_that_is_there_and_a_page_follows_a_page()
    {
        var user = await Server.SignUpAsync();
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            ids.Add(await user.Http.UploadVideoAsync(Clip(number)));
            Server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var again = await user.Http.PostVideoAsync(Clip(0));
        again.Headers.GetValues("X-Picora-Duplicate").ShouldBe(["true"]);
        (await again.DataAsync(HttpStatusCode.Accepted)).Text("id").ShouldBe(ids[0]);
        var first = await (await user.Http.GetAsync("/v1/videos?limit=2")).DataAsync();
        first.GetProperty("items").EnumerateArray().Select(item => item.Text("id")).ShouldBe([ids[2], ids[1]]);
        var second = await (await user.Http.GetAsync($"/v1/videos?limit=2&cursor={Uri.EscapeDataString(first.Text("nextCursor"))}")).DataAsync();
        second.GetProperty("items").EnumerateArray().Select(item => item.Text("id")).ShouldBe([ids[0]]);
        (second.GetProperty("hasMore").GetBoolean(), second.GetProperty("nextCursor").GetString()).ShouldBe((false, null));
        (await (await user.Http.GetAsync("/v1/user/me/usage")).DataAsync()).GetProperty("videos").GetProperty("totalCount").GetInt64().ShouldBe(3);
        foreach (var id in ids)
        {
            await user.Http.WaitForVideoAsync(id);
        }

        var other = await Server.SignUpAsync();
        (await other.Http.UploadVideoAsync(Clip(0))).ShouldNotBe(ids[0]);
        await (await other.Http.DeleteAsync("/v1/user/me")).BodyAsync();
        (await user.Http.GetVideoAsync(ids[0])).Text("status").ShouldBe("ready");
    }

    [Test]
    public async Task A_still_picture_of_ones_own_goes_before_the_one_from_the_film()
    {
        var user = await Server.SignUpAsync();
        var id = await user.Http.UploadVideoAsync(Clips.Mp4());
        var video = await user.Http.WaitForVideoAsync(id);
        var before = await Server.CreateClient().GetAsync(video.TargetOf("thumbnailUrl"));
        (before.StatusCode, before.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "image/jpeg"));

        foreach (var (width, height) in ((int, int)[])[(640, 480), (64, 48)])
        {
            var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Png(width, height)), "file", "still.png" } };
            await (await user.Http.PostAsync($"/v1/videos/{id}/thumbnail", form)).DataAsync();
            var after = await Server.CreateClient().GetAsync(video.TargetOf("thumbnailUrl"));
            DecodedPicture.Jpeg(await after.Content.ReadAsByteArrayAsync()).Width.ShouldBe(width);
            after.Headers.ETag.ShouldNotBe(before.Headers.ETag);
        }

        ServerFiles.All(Server.DataFolder).Count(file => file.Contains($"/videos/{id}/thumbnail-", StringComparison.Ordinal)).ShouldBe(1);
        var text = new MultipartFormDataContent { { new ByteArrayContent("no picture"u8.ToArray()), "file", "still.png" } };
        (await user.Http.PostAsync($"/v1/videos/{id}/thumbnail", text)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task What_is_no_film_or_too_long_is_refused_and_costs_nothing()
    {
        var user = await Server.SignUpAsync();

        (await (await user.Http.PostVideoAsync("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"u8.ToArray())).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("MEDIA_UNREADABLE");
        (await (await user.Http.PostVideoAsync(Pictures.Jpeg(20, 20))).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("MEDIA_UNREADABLE");
        (await (await user.Http.PostVideoAsync(Clips.Make("mp4", [.. Clips.Tone(), "-c:a", "aac"]))).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VIDEO_UNSUPPORTED");
        var slow = Clips.Make("mp4", [.. Clips.Film(21, "64x64", 1), "-c:v", "libx264", "-preset", "ultrafast"]);
        var tooLong = await (await user.Http.PostVideoAsync(slow)).BodyAsync(HttpStatusCode.UnprocessableEntity);
        (tooLong.Text("code"), tooLong.GetProperty("meta").GetProperty("maxSeconds").GetInt32()).ShouldBe(("VIDEO_TOO_LONG", 20));

        (await MediaStorageAsync(user)).ShouldBe(0);
    }

    private static byte[] Clip(int number) => Clips.Make("mp4", [.. Clips.Film(1, "64x64"), "-c:v", "libx264", "-preset", "ultrafast", "-metadata", $"title={number}"]);

    private static async Task<long> MediaStorageAsync(TestUser user) =>
        (await user.Http.UsageAsync()).GetProperty("quotas").EnumerateArray().Single(quota => quota.Text("type") == "media_storage").GetProperty("used").GetInt64();
}

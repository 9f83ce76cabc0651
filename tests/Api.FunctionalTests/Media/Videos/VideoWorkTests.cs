using System.Net;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media.Videos;

/// <summary>The conversion under adverse conditions, on a server that is a process of its own: its children are counted and it is killed.</summary>
[Category(TestCategories.OneEngine)]
public class VideoWorkTests
{
    private static readonly string[] Settings =
        [.. VideoRequests.QuickSettings, "--Picora:Plans:trial:VideoFileBytes=50000000", "--Picora:Plans:trial:VideoFileSeconds=1000", "--Picora:Plans:trial:VideoStorageBytes=100000000"];

    // Slow enough to be met while it is worked on.
    private static byte[] LongFilm => Clips.Make("mp4", [.. Clips.Film(90, "854x480", 10), "-c:v", "libx264", "-preset", "ultrafast", "-g", "10", "-movflags", "+faststart"]);

    [Test]
    public async Task A_server_that_is_killed_amid_a_conversion_finishes_it_after_its_return_and_leaves_nothing_behind()
    {
        await using var server = await PicoraProcess.StartAsync(Settings);
        var key = await (await server.SignUpAsync()).CreateKeyAsync();
        var id = await key.Http.UploadVideoAsync(LongFilm);
        await VideoRequests.UntilWorkedOnAsync(server.DataFolder);
        var tools = server.Workers();

        await server.KillAsync();

        tools.ShouldNotBeEmpty();
        await Poll.UntilAsync(() => tools.All(IsGone), "ffmpeg to end with the server");
        await server.StartAsync();
        var video = await server.CreateClient(key.Secret).WaitForVideoAsync(id);
        video.Text("status").ShouldBe("ready");
        video.GetProperty("durationSeconds").GetDouble().ShouldBe(90, tolerance: 0.5);
        await Poll.UntilAsync(() => !Directory.EnumerateFileSystemEntries(Path.Combine(server.DataFolder, "work")).Any(), "the temporary files to be gone");
    }

    [Test]
    public async Task Cancelling_and_deleting_stop_the_work_and_what_was_cancelled_can_be_begun_anew()
    {
        await using var server = await PicoraProcess.StartAsync([.. Settings, "--Picora:Video:Preset=slower"]);
        var user = await server.SignUpAsync();
        var id = await user.Http.UploadVideoAsync(LongFilm);
        await VideoRequests.UntilWorkedOnAsync(server.DataFolder);
        (await (await user.Http.PostAsync($"/v1/videos/{id}/retry", null)).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("CONFLICT");
        await Poll.UntilAsync(async () => (await StatusAsync(user, id)).GetProperty("progress") is { ValueKind: JsonValueKind.Number } progress && progress.GetInt32() > 0, "some progress");
        var jobs = await (await user.Http.GetAsync("/v1/admin/jobs?state=running")).DataAsync();
        jobs.GetRawText().ShouldContain("video-transcodes");

        var cancelled = await (await user.Http.PostAsync($"/v1/videos/{id}/cancel", null)).DataAsync();
        (cancelled.Text("status"), cancelled.Text("errorCode")).ShouldBe(("error", "VIDEO_CANCELLED"));
        await NothingRunsAsync(server);
        (await (await user.Http.PostAsync($"/v1/videos/{id}/cancel", null)).CodeAsync(HttpStatusCode.Conflict)).ShouldBe("CONFLICT");

        (await (await user.Http.PostAsync($"/v1/videos/{id}/retry", null)).DataAsync()).Text("status").ShouldBe("processing");
        await VideoRequests.UntilWorkedOnAsync(server.DataFolder);
        await (await user.Http.DeleteAsync($"/v1/videos/{id}")).BodyAsync();
        await NothingRunsAsync(server);
        ServerFiles.All(server.DataFolder).ShouldBeEmpty();
    }

    [Test]
    public async Task A_film_that_breaks_off_is_a_failure_that_its_owner_and_operators_see()
    {
        await using var server = await PicoraProcess.StartAsync(Settings);
        var user = await server.SignUpAsync();
        var whole = Clips.Mp4(8);
        var id = await user.Http.UploadVideoAsync(whole[..(whole.Length / 2)]);

        var video = await user.Http.WaitForVideoAsync(id);

        (video.Text("status"), video.GetProperty("playbackUrl").ValueKind).ShouldBe(("error", JsonValueKind.Null));
        video.Text("errorCode").ShouldBeOneOf("VIDEO_TRUNCATED", "VIDEO_UNREADABLE");
        video.Text("error").ShouldStartWith("The video ");
        (await StatusAsync(user, id)).Text("error").ShouldBe(video.Text("error"));
        var failed = await (await user.Http.GetAsync("/v1/admin/jobs?state=failed")).DataAsync();
        failed.GetRawText().ShouldContain(id);
        (await server.CreateClient().GetAsync($"/media/video/{id}/index.m3u8")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Without_ffmpeg_the_server_says_so_and_takes_pictures_all_the_same()
    {
        await using var server = await PicoraServer.StartAsync([.. Settings, "--Picora:MediaTools:Ffmpeg=/nowhere/ffmpeg", "--Picora:MediaTools:Ffprobe=/nowhere/ffprobe"]);
        var user = await server.SignUpAsync();

        (await (await user.Http.PostVideoAsync(Clips.Mp4())).CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("MEDIA_TOOLS_UNAVAILABLE");
        var ready = await (await server.CreateClient().GetAsync("/health/ready")).BodyAsync();
        ready.GetProperty("ok").GetBoolean().ShouldBeTrue();
        ready.GetProperty("checks").GetProperty("media-tools").Text("detail").ShouldStartWith("Videos and audio are refused");
        (await user.Http.UploadAsync(Testing.Imaging.Pictures.Jpeg(20, 20))).Text("id").Length.ShouldBe(11);
    }

    [Test]
    public async Task A_plan_without_videos_takes_none()
    {
        await using var server = await PicoraServer.StartAsync();
        var refused = await (await (await server.SignUpAsync()).Http.PostVideoAsync(Clips.Mp4())).BodyAsync(HttpStatusCode.Forbidden);

        (refused.Text("code"), refused.GetProperty("meta").Text("required"), refused.GetProperty("meta").Text("plan")).ShouldBe(("PLAN_REQUIRED", "pro", "trial"));
    }

    [Test]
    public async Task A_film_larger_than_the_plan_allows_is_refused()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Plans:trial:VideoFileBytes=20000");

        (await (await (await server.SignUpAsync()).Http.PostVideoAsync(Clips.Mp4())).CodeAsync(HttpStatusCode.RequestEntityTooLarge)).ShouldBe("PAYLOAD_TOO_LARGE");
    }

    private static async Task<JsonElement> StatusAsync(TestUser user, string id) => await (await user.Http.GetAsync($"/v1/videos/{id}/status")).DataAsync();

    private static Task NothingRunsAsync(PicoraProcess server) => Poll.UntilAsync(
        () => server.Workers().Count == 0 && !Directory.EnumerateFileSystemEntries(Path.Combine(server.DataFolder, "work")).Any(), "ffmpeg to be gone with its files");

    private static bool IsGone(int process)
    {
        try
        {
            // What nobody waits for stays in the table as a zombie.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..][0] == 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }
}

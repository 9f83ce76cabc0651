using System.Globalization;
using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media.Videos;

[Category(TestCategories.OneEngine)]
[NonParallelizable]
public class PlaybackTests
{
    [Test]
    public async Task A_private_video_plays_and_seeks_in_a_browser_on_the_page_of_another_site()
    {
        if (PlayerPage.Missing is { } reason)
        {
            Assert.Ignore(reason);
        }

        await using var server = await PicoraServer.StartAsync([.. VideoRequests.QuickSettings]);
        var administrator = await server.SignUpAsync();
        await administrator.SetPlanAsync(administrator, "pro");
        var id = await administrator.Http.UploadVideoAsync(Clips.Mp4(8, "854x480"), "film.mp4", ("isPublic", "false"));
        var video = await administrator.Http.WaitForVideoAsync(id);

        await using var page = await PlayerPage.OpenAsync(server.Url + video.TargetOf("playbackUrl"), 5);
        await Poll.UntilAsync(() => page.Reports.Any(report => report.StartsWith("sought", StringComparison.Ordinal) || report.StartsWith("fatal", StringComparison.Ordinal)), $"the video to play and to be sought: {string.Join("; ", page.Reports)}");

        page.Reports.ShouldContain("plays");
        page.Reports.ShouldNotContain(report => report.StartsWith("fatal", StringComparison.Ordinal));
        var sought = page.Reports.First(report => report.StartsWith("sought", StringComparison.Ordinal)).Split(' ').Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        sought[0].ShouldBeGreaterThan(5);
        sought[1].ShouldBe(8, tolerance: 0.3);
        sought[2].ShouldBeOneOf(640, 854);
    }
}

using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media;

[TestFixture]
[Category(TestCategories.OneEngine)]
[NonParallelizable]
internal sealed class AudioPlaybackTests
{
    [Test]
    public async Task A_private_file_plays_and_seeks_in_a_browser_on_the_page_of_another_site()
    {
        if (PlayerPage.SoundMissing is { } reason)
        {
            Assert.Ignore(reason);
        }

        await using var server = await PicoraServer.StartAsync();
        var user = await server.SignUpAsync();
        // Longer than a browser loads ahead, so that it asks for a range.
        var audio = await user.Http.UploadAudioAsync(Tracks.Make("wav/pcm_s24le", 240), "long.wav", ("isPublic", "false"));
        var signed = await user.Http.WriteAsync($"/v1/audio/{audio.Text("id")}/sign", new { expSeconds = 600 });

        await using var page = await PlayerPage.OpenSoundAsync(server.Url + new Uri(signed.Text("signedUrl")).PathAndQuery, 200);
        await Poll.UntilAsync(
            () => page.Reports.Any(report => report.StartsWith("sought", StringComparison.Ordinal) || report.StartsWith("fatal", StringComparison.Ordinal)), "the browser to seek");

        page.Reports.ShouldContain("plays");
        page.Reports.ShouldNotContain(report => report.StartsWith("fatal", StringComparison.Ordinal));
    }
}

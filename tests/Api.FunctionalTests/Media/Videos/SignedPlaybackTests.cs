using System.Net;
using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media.Videos;

[Category(TestCategories.OneEngine)]
public class SignedPlaybackTests() : ServerFixture([.. VideoRequests.QuickSettings])
{
    [Test]
    public async Task A_private_video_is_played_by_whoever_has_its_signed_address_as_long_as_that_holds()
    {
        var owner = await Server.SignUpAsync();
        await owner.SetPlanAsync(owner, "pro");
        var video = await owner.Http.WaitForVideoAsync(await owner.Http.UploadVideoAsync(Clips.Mp4(4), "film.mp4", ("isPublic", "false")));
        var player = Server.CreateClient();
        var bare = video.TargetOf("playbackUrl").Split('?')[0];

        (await player.GetAsync(bare)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await Server.SignUpAsync()).Http.GetAsync(bare)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await player.GetAsync($"/v1/videos/{video.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var rendition = (await player.ReadPlaylistAsync(video.TargetOf("playbackUrl"))).Single();
        var pieces = await player.ReadPlaylistAsync(rendition);
        pieces.ShouldAllBe(piece => piece.Contains("?exp=", StringComparison.Ordinal));
        SegmentProbe.Of(await player.GetByteArrayAsync(pieces[0])).BeginsWithKey.ShouldBeTrue();
        (await player.GetAsync(pieces[0].Split('?')[0])).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // A signature opens what it was made for and nothing else.
        (await player.GetAsync(pieces[1].Split('?')[0] + "?" + pieces[0].Split('?')[1])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await player.GetAsync(pieces[0][..^1] + (pieces[0][^1] == 'A' ? 'B' : 'A'))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await player.GetAsync(video.TargetOf("thumbnailUrl"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await player.GetStringAsync(video.TargetOf("storyboardUrl"))).ShouldContain("storyboard.jpg?exp=");
        // Its owner plays it with a credential, too, and then needs no further one.
        var own = (await owner.Http.ReadPlaylistAsync(bare)).Single();
        (await player.GetAsync(own)).StatusCode.ShouldBe(HttpStatusCode.OK);

        Server.Clock.Advance(TimeSpan.FromHours(7));
        (await player.GetAsync(pieces[0])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await player.GetAsync(video.TargetOf("playbackUrl"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}

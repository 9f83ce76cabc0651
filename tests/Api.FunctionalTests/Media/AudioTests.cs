using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>Audio files from their upload to their end.</summary>
[TestFixture]
internal sealed class AudioTests() : ServerFixture("--Picora:Plans:trial:AudioFileSeconds=3", "--Picora:Plans:trial:AudioFileBytes=600000")
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task The_same_bytes_give_the_same_file_and_cost_nothing()
    {
        var user = await Server.SignUpAsync();
        var file = Tracks.Wav(1);
        var first = await user.Http.UploadAudioAsync(file, "ep1.wav", ("title", "One"), ("isPublic", "false"));
        var again = await user.Http.PostAudioAsync(file, "other.wav");

        again.Headers.GetValues("X-Picora-Duplicate").ShouldBe(["true"]);
        (await again.DataAsync(HttpStatusCode.Created)).Text("id").ShouldBe(first.Text("id"));
        (first.Text("title"), first.GetProperty("isPublic").GetBoolean()).ShouldBe(("One", false));
        (await user.Http.MediaStorageAsync()).ShouldBe(file.Length);
        var other = await (await Server.SignUpAsync()).Http.UploadAudioAsync(file);
        other.Text("id").ShouldNotBe(first.Text("id"));
    }

    [Test]
    public async Task It_is_listed_changed_and_deleted()
    {
        var user = await Server.SignUpAsync();
        var one = (await user.Http.UploadAudioAsync(Tracks.Wav(0.5), "one.wav")).Text("id");
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var two = (await user.Http.UploadAudioAsync(Tracks.Mp3(0.5), "two.mp3")).Text("id");

        (await user.Http.GlanceAsync("/v1/audio")).ShouldBe($"{two} {one}");
        (await user.Http.WalkAsync("/v1/audio?limit=1")).ShouldBe([two, one]);
        (await user.Http.GlanceAsync("/v1/audio?q=ENSEMBLE%20two")).ShouldBe(two);
        (await user.Http.ReadAsync("/v1/audio")).GetProperty("total").GetInt64().ShouldBe(2);
        await (await user.Http.PatchAsJsonAsync($"/v1/audio/{one}", new { })).DataAsync();
        (await (await user.Http.PatchAsJsonAsync($"/v1/audio/{one}", new { title = "New", is_public = false })).DataAsync()).ValueKind.ShouldBe(JsonValueKind.Null);
        (await user.Http.GlanceAsync("/v1/audio?isPublic=false")).ShouldBe(one);
        (await user.Http.ReadAsync($"/v1/audio/{one}")).Text("title").ShouldBe("New");
        (await user.Http.PatchAsJsonAsync($"/v1/audio/{one}", new { title = new string('x', 256) })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await user.Http.WaitForWaveformAsync(two);
        var address = (await user.Http.ReadAsync($"/v1/audio/{two}")).PathOf("url");
        var deleted = await user.Http.DeleteAsync($"/v1/audio/{two}");
        (deleted.StatusCode, await deleted.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.NoContent, string.Empty));
        (await Server.CreateClient().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.DeleteAsync($"/v1/audio/{two}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.GetAsync($"/v1/audio/{two}/waveform")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Directory.GetFiles(Server.DataFolder, $"{two}*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await user.Http.MediaStorageAsync()).ShouldBe(Tracks.Wav(0.5).Length);
        var usage = (await user.Http.UsageAsync()).GetProperty("audio");
        (usage.GetProperty("totalCount").GetInt64(), usage.GetProperty("privateCount").GetInt64(), usage.GetProperty("uploadCountToday").GetInt32()).ShouldBe((1, 1, 1));
        usage.GetProperty("storageUsed").GetInt64().ShouldBe(Tracks.Wav(0.5).Length);
    }

    [Test]
    public async Task Ranges_are_sent_and_counted()
    {
        var user = await Server.SignUpAsync();
        var file = Tracks.Wav(0.7);
        var path = (await user.Http.UploadAudioAsync(file)).PathOf("url");
        foreach (var (range, from, to) in new[] { ("bytes=0-99", 0, 99), ("bytes=-10", file.Length - 10, file.Length - 1), ("bytes=500-", 500, file.Length - 1) })
        {
            var part = await AskAsync(path, range);
            part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            part.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes {from}-{to}/{file.Length}");
            (await part.Content.ReadAsByteArrayAsync()).ShouldBe(file[from..(to + 1)]);
        }

        // Several ranges at once are answered with the whole, as pictures are.
        (await AskAsync(path, "bytes=0-1,5-6")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(path, $"bytes={file.Length}-")).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        var whole = await Server.CreateClient().GetAsync(path);
        whole.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        whole.Headers.AcceptRanges.ShouldBe(["bytes"]);
        whole.Headers.CacheControl!.ToString().ShouldContain("immutable");
        await Poll.UntilAsync(
            async () => (await user.Http.UsageAsync()).GetProperty("audio").GetProperty("bandwidthUsed").GetInt64() > 2 * file.Length, "the bandwidth");
    }

    [Test]
    public async Task A_private_one_is_its_owners_and_whoevers_the_signature_is()
    {
        var (user, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var audio = await user.Http.UploadAudioAsync(Tracks.Wav(0.9), "own.wav", ("isPublic", "false"));
        var (id, path) = (audio.Text("id"), audio.PathOf("url"));
        await user.Http.WaitForWaveformAsync(id);
        var narrow = (await user.CreateKeyAsync("images:read")).Http;
        string[] paths = [path, audio.PathOf("thumbnailUrl"), $"/media/audio-waveform/{id}.json", $"/media/audio-waveform/{id}.png"];
        foreach (var own in paths)
        {
            (await Server.CreateClient().GetAsync(own)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, own);
            (await stranger.Http.GetAsync(own)).StatusCode.ShouldBe(HttpStatusCode.NotFound, own);
            (await narrow.GetAsync(own)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, own);
            var mine = await user.Http.GetAsync(own);
            (mine.StatusCode, mine.Headers.CacheControl!.NoStore).ShouldBe((HttpStatusCode.OK, true), own);
        }

        var signed = await user.Http.WriteAsync($"/v1/audio/{id}/sign", new { expSeconds = 60 });
        foreach (var member in new[] { "signedUrl", "coverUrl", "waveformUrl", "waveformPictureUrl" })
        {
            var address = new Uri(signed.Text(member)).PathAndQuery;
            (await Server.CreateClient().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, member);
            (await Server.CreateClient().GetAsync(address.Replace("exp=", "exp=9", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, member);
        }

        (await Server.CreateClient().GetAsync($"{path}?{new Uri(signed.Text("coverUrl")).Query[1..]}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.Http.PostAsync($"/v1/audio/{id}/sign", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.GetAsync(path.Replace(".wav", ".mp3", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_plan_bounds_bytes_and_seconds_and_none_allows_nothing()
    {
        var user = await Server.SignUpAsync();
        (await (await user.Http.PostAudioAsync(Tracks.Mp3(5))).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("AUDIO_TOO_LONG");
        (await (await user.Http.PostAudioAsync(Clips.Make("wav", [.. Clips.Tone(2.5), "-ar", "192000"]))).CodeAsync(HttpStatusCode.RequestEntityTooLarge)).ShouldBe("PAYLOAD_TOO_LARGE");
        (await user.Http.MediaStorageAsync()).ShouldBe(0);
        (await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new { plan = "none" })).EnsureSuccessStatusCode();
        (await (await user.Http.PostAudioAsync(Tracks.Mp3(1))).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("PLAN_REQUIRED");
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = RangeHeaderValue.Parse(range);
        return await Server.CreateClient().SendAsync(request);
    }
}

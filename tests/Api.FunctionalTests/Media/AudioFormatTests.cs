using System.Net;
using System.Text;
using Picora.Testing;
using Picora.Testing.Imaging;
using Picora.Testing.Media;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>What is taken in as audio, and what is not, whatever it is called.</summary>
[TestFixture]
[Category(TestCategories.OneEngine)]
internal sealed class AudioFormatTests() : ServerFixture
{
    private TestUser user = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => user = await Server.SignUpAsync();

    private static IEnumerable<string> Formats => Tracks.Formats.Keys;

    [TestCaseSource(nameof(Formats))]
    public async Task Real_files_come_out_as_they_went_in_and_play(string format)
    {
        var file = Tracks.Make(format);
        var audio = await user.Http.UploadAudioAsync(file, "my.song.bin");

        var (extension, codec) = (format.Split('/')[0], format.Split('/')[1]);
        audio.Text("url").ShouldEndWith($"/audio/{audio.Text("id")}.{extension}");
        audio.Text("id").Length.ShouldBe(21);
        audio.GetProperty("durationSeconds").GetDouble().ShouldBe(2, 0.2);
        audio.GetProperty("bitrate").GetInt32().ShouldBeGreaterThan(0);
        var metadata = audio.GetProperty("metadata");
        metadata.Text("codec").ShouldBe(codec);
        metadata.GetProperty("channels").GetInt32().ShouldBe(1);
        (audio.Text("title"), audio.Text("filename"), audio.Text("status")).ShouldBe(("my.song", "my.song.bin", "ready"));
        // WAVE knows these tags by other names, which ffprobe reads all the same.
        (metadata.Text("title"), metadata.Text("artist"), metadata.Text("album")).ShouldBe(("Harbour", "The Ensemble", "Places"));

        var played = await Server.CreateClient().GetAsync(audio.PathOf("url"));
        played.Content.Headers.ContentType!.MediaType.ShouldBe(audio.Text("mimeType"));
        var bytes = await played.Content.ReadAsByteArrayAsync();
        bytes.ShouldBe(file);
        Tracks.Seconds(bytes).ShouldBe(2, 0.2);
        (await user.Http.WaitForWaveformAsync(audio.Text("id"))).Text("status").ShouldBe("ready");
    }

    [TestCase("mp3/mp3")]
    [TestCase("m4a/aac")]
    [TestCase("wav/pcm_s16le")]
    [TestCase("flac/flac")]
    [TestCase("ogg/vorbis")]
    [TestCase("ogg/opus")]
    public async Task Files_that_are_cut_off_are_refused(string format)
    {
        var file = Tracks.Make(format, 4);
        foreach (var length in new[] { 20, file.Length / 2, file.Length - 7 })
        {
            // The last bytes of the last frame of an MP3 file are missed by nobody.
            if (length != file.Length - 7 || !format.StartsWith("mp3", StringComparison.Ordinal))
            {
                await RefusedAsync(file[..length]);
            }
        }
    }

    [Test]
    public async Task What_is_no_audio_is_refused_whatever_it_is_called()
    {
        byte[] id3 = [.. "ID3"u8, 3, 0, 0, 0, 0, 0, 0];
        await RefusedAsync([]);
        await RefusedAsync(Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>"));
        await RefusedAsync(Pictures.Jpeg(32, 32));
        await RefusedAsync([.. id3, .. new byte[5000]]);
        (await RefusedAsync(Clips.Mp4())).ShouldContain("video");
        await RefusedAsync(Clips.Make("mkv", [.. Clips.Tone(), "-c:a", "flac"]));
        (await RefusedAsync(Clips.Make("aac", [.. Clips.Tone(), "-c:a", "aac"]))).ShouldContain("Audio MIME not supported: audio/aac");
        (await user.Http.MediaStorageAsync()).ShouldBe((await user.Http.ReadAsync("/v1/audio?limit=50")).GetProperty("items").EnumerateArray().Sum(item => item.GetProperty("sizeBytes").GetInt64()));
    }

    [Test]
    public async Task A_playlist_that_points_at_files_opens_none()
    {
        var canary = Path.Combine(Server.DataFolder, "canary.mp3");
        await File.WriteAllBytesAsync(canary, Tracks.Mp3());
        var playlist = $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://{canary}\n#EXT-X-ENDLIST\n";

        await RefusedAsync(Encoding.UTF8.GetBytes(playlist));
        await RefusedAsync([.. "ID3"u8, 3, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(playlist)]);
        await RefusedAsync(Encoding.UTF8.GetBytes($"ffconcat version 1.0\nfile {canary}\n"));
    }

    [TestCase("audio/aac")]
    [TestCase("text/html")]
    [TestCase("image/png")]
    public async Task A_declared_type_that_is_no_supported_one_is_refused_before_the_file(string type)
    {
        var answer = await user.Http.PostAudioAsync(Tracks.Mp3(), type: type);

        (await answer.BodyAsync(HttpStatusCode.UnprocessableEntity)).Text("error").ShouldBe($"Audio MIME not supported: {type}");
    }

    [TestCase("mp3")]
    [TestCase("flac")]
    public async Task A_picture_that_the_file_carries_along_is_made_anew(string extension)
    {
        var audio = await user.Http.UploadAudioAsync(Tracks.WithCover(extension, Tracks.Cover()), $"with.{extension}");

        audio.Text("thumbnailUrl").ShouldEndWith($"/audio-cover/{audio.Text("id")}.jpg");
        var cover = await Server.CreateClient().GetAsync(audio.PathOf("thumbnailUrl"));
        cover.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        var bytes = await cover.Content.ReadAsByteArrayAsync();
        bytes.AsSpan(0, 2).ToArray().ShouldBe([0xFF, 0xD8]);
        Encoding.Latin1.GetString(bytes).ShouldNotContain("Exif");
        (await Server.CreateClient().GetAsync($"/media/audio-cover/{audio.Text("id")}.svg")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("mp3/mp3", "#e8710a")]
    [TestCase("flac/flac", "#188038")]
    public async Task A_file_without_a_picture_has_its_formats_drawing(string format, string colour)
    {
        var audio = await user.Http.UploadAudioAsync(Tracks.Make(format, 1.5));

        audio.Text("thumbnailUrl").ShouldEndWith($"/audio-cover/{audio.Text("id")}.svg");
        var cover = await Server.CreateClient().GetAsync(audio.PathOf("thumbnailUrl"));
        cover.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        (await cover.Content.ReadAsStringAsync()).ShouldContain(colour);
        (await Server.CreateClient().GetAsync($"/media/audio-cover/{audio.Text("id")}.jpg")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task The_waveform_shows_what_sounds()
    {
        var audio = await user.Http.UploadAudioAsync(Tracks.LoudInTheMiddle(), "loud.wav");
        audio.GetProperty("waveform").Text("status").ShouldBe("pending");

        var waveform = await user.Http.WaitForWaveformAsync(audio.Text("id"));

        var peaks = waveform.GetProperty("peaks");
        var (data, length) = (peaks.GetProperty("data").EnumerateArray().Select(number => number.GetInt32()).ToList(), peaks.GetProperty("length").GetInt32());
        (peaks.GetProperty("bits").GetInt32(), peaks.GetProperty("sample_rate").GetInt32(), data.Count).ShouldBe((8, 8000, 2 * length));
        ((long)length * peaks.GetProperty("samples_per_pixel").GetInt32()).ShouldBeInRange(24000, 24100);
        data.Take(2 * (length / 4)).ShouldAllBe(level => Math.Abs(level) <= 1);
        data.Skip(2 * (length * 2 / 5)).Take(2 * (length / 5)).Max().ShouldBeInRange(112, 116);
        data.Skip(2 * (length * 2 / 5)).Take(2 * (length / 5)).Min().ShouldBeInRange(-117, -112);
        data.Skip(2 * (length * 3 / 4)).ShouldAllBe(level => Math.Abs(level) <= 1);

        var picture = await Server.CreateClient().GetByteArrayAsync(waveform.PathOf("pictureUrl"));
        picture.AsSpan(1, 3).ToArray().ShouldBe("PNG"u8.ToArray());
        // It is a picture that other programs read, too.
        (await user.Http.UploadAsync(picture, "wave.png")).GetProperty("width").GetInt32().ShouldBe(1200);
        (await Server.CreateClient().GetStringAsync(waveform.PathOf("url"))).ShouldStartWith("{\"version\":2,");
    }

    private async Task<string> RefusedAsync(byte[] file)
    {
        var answer = await user.Http.PostAudioAsync(file, "sound.mp3", "audio/mpeg");
        return (await answer.BodyAsync(HttpStatusCode.UnprocessableEntity)).Text("error");
    }
}

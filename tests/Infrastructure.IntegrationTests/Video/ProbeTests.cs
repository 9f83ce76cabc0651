using Picora.Domain;
using Picora.Domain.Media;
using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Infrastructure.IntegrationTests.Video;

[Category(TestCategories.OneEngine)]
public class ProbeTests
{
    private ToolHost host = null!;

    [OneTimeSetUp]
    public void Start() => host = new ToolHost();

    [OneTimeTearDown]
    public void Stop() => host.Dispose();

    private static IEnumerable<TestCaseData> Containers()
    {
        yield return Case("mp4", MediaContainer.Mp4, "h264", "aac", "-c:v", "libx264", "-c:a", "aac");
        yield return Case("mov", MediaContainer.QuickTime, "hevc", "aac", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error", "-c:a", "aac");
        yield return Case("mkv", MediaContainer.Matroska, "vp9", "opus", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-c:a", "libopus");
        yield return Case("webm", MediaContainer.WebM, "vp8", "vorbis", "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libvorbis");
        yield return Case("avi", MediaContainer.Avi, "mpeg4", "mp3", "-c:v", "mpeg4", "-c:a", "libmp3lame");
    }

    private static TestCaseData Case(string extension, MediaContainer container, string film, string sound, params string[] encoding) =>
        new TestCaseData(extension, container, film, sound, encoding).SetArgDisplayNames(extension, film, sound);

    [TestCaseSource(nameof(Containers))]
    public async Task Each_container_says_what_it_holds(string extension, MediaContainer container, string film, string sound, string[] encoding)
    {
        var facts = await ProbeAsync(Clips.Make(extension, [.. Clips.Film(), .. Clips.Tone(), .. encoding]));

        var (found, heard) = (facts.Value.Videos.ShouldHaveSingleItem(), facts.Value.Sounds.ShouldHaveSingleItem());
        facts.Value.Container.ShouldBe(container);
        facts.Value.Duration!.Value.TotalSeconds.ShouldBe(2, tolerance: 0.2);
        (found.Codec, found.Size).ShouldBe((film, new Dimensions(320, 180)));
        found.FramesPerSecond!.Value.Value.ShouldBe(25, tolerance: 0.5);
        (heard.Codec, heard.Channels).ShouldBe((sound, 1));
        heard.SampleRate.ShouldBeOneOf(44_100, 48_000);
    }

    [TestCase("mp3", MediaContainer.Mp3, "mp3")]
    [TestCase("flac", MediaContainer.Flac, "flac")]
    [TestCase("wav", MediaContainer.Wav, "pcm_s16le")]
    [TestCase("ogg", MediaContainer.Ogg, "vorbis")]
    [TestCase("m4a", MediaContainer.Mp4, "aac")]
    public async Task Sounds_are_read_with_their_tags(string extension, MediaContainer container, string codec)
    {
        string[] encoding = extension == "ogg" ? ["-c:a", "libvorbis"] : [];
        var facts = await ProbeAsync(Clips.Make(extension, [.. Clips.Tone(), .. encoding, "-metadata", "title=A song", "-metadata", "artist=Somebody"]));

        (facts.Value.Container, facts.Value.Videos.Count, facts.Value.Sounds[0].Codec).ShouldBe((container, 0, codec));
        (facts.Value.Tags["title"], facts.Value.Tags["artist"]).ShouldBe(("A song", "Somebody"));
        facts.Value.Duration!.Value.TotalSeconds.ShouldBe(2, tolerance: 0.2);
    }

    [Test]
    public async Task A_film_that_lies_on_its_side_stands_upright()
    {
        var facts = await ProbeAsync(Clips.Make("mp4", [.. Clips.Film(), "-c:v", "libx264", "-preset", "ultrafast", "-metadata:s:v", "rotate=90"]));

        // Newer encoders drop what older ones wrote for this; either way it is as people see it.
        facts.Value.Videos[0].Size.ShouldBeOneOf(new Dimensions(180, 320), new Dimensions(320, 180));
        facts.Value.Sounds.ShouldBeEmpty();
    }

    private static IEnumerable<TestCaseData> Disguises()
    {
        var canary = "file:///etc/passwd";
        yield return new TestCaseData("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n" + canary + "\n#EXT-X-ENDLIST\n").SetArgDisplayNames("playlist");
        yield return new TestCaseData("ffconcat version 1.0\nfile '/etc/passwd'\n").SetArgDisplayNames("concat");
        yield return new TestCaseData("concat:/etc/passwd|/etc/hostname").SetArgDisplayNames("concat protocol");
        yield return new TestCaseData("v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n").SetArgDisplayNames("sdp");
        yield return new TestCaseData("<?xml version=\"1.0\"?><MPD><Period><AdaptationSet><Representation><BaseURL>http://127.0.0.1/</BaseURL></Representation></AdaptationSet></Period></MPD>").SetArgDisplayNames("dash");
        yield return new TestCaseData("just a text").SetArgDisplayNames("text");
        yield return new TestCaseData(string.Empty).SetArgDisplayNames("nothing");
        yield return new TestCaseData("\0\0\0\u0018ftypisom" + new string('x', 500)).SetArgDisplayNames("only a beginning");
    }

    [TestCaseSource(nameof(Disguises))]
    public async Task What_is_no_film_is_refused(string content) =>
        (await ProbeAsync(System.Text.Encoding.Latin1.GetBytes(content))).Error!.Code.ShouldBe("MEDIA_UNREADABLE");

    [Test]
    public async Task A_film_cut_off_before_its_index_is_refused()
    {
        var whole = Clips.Make("mp4", [.. Clips.Film(), "-c:v", "libx264", "-preset", "ultrafast"]);

        (await ProbeAsync(whole[..(whole.Length * 3 / 4)])).Error!.Code.ShouldBe("MEDIA_UNREADABLE");
    }

    [Test]
    public async Task Without_the_tools_it_says_so()
    {
        using var bare = new ToolHost(options => (options.Ffmpeg, options.Ffprobe) = ("/nowhere/ffmpeg", "/nowhere/ffprobe"));

        (await bare.Probe.CheckAsync(CancellationToken.None))!.Code.ShouldBe("MEDIA_TOOLS_UNAVAILABLE");
        (await host.Probe.CheckAsync(CancellationToken.None)).ShouldBeNull();
    }

    private Task<Result<MediaFacts>> ProbeAsync(byte[] file) => host.Probe.ProbeAsync(host.Storage.Add(file), CancellationToken.None);
}

using Picora.Application.Abstractions;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;
using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Infrastructure.IntegrationTests.Video;

[Category(TestCategories.OneEngine)]
public class TranscodingTests
{
    private ToolHost host = null!;

    [SetUp]
    public void Start() => host = new ToolHost();

    [TearDown]
    public void Stop() => host.Dispose();

    private static IEnumerable<TestCaseData> Sources()
    {
        yield return Case("mp4", "H.264 and AAC", [.. Clips.Film(5), .. Clips.Tone(5), "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"]);
        yield return Case("mov", "HEVC without sound, turned", [.. Clips.Film(3), "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error", "-metadata:s:v", "rotate=90"]);
        yield return Case("mkv", "VP9 and Opus at 29.97", [.. Clips.Film(3, rate: 30), .. Clips.Tone(3), "-r", "30000/1001", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"]);
        yield return Case("webm", "VP8 and Vorbis, as a browser records it", [.. Clips.Film(3), .. Clips.Tone(3), "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libvorbis", "-f", "webm", "-live", "1"]);
        yield return Case("avi", "MPEG-4 and MP3, odd in size", [.. Clips.Film(3, "321x181"), .. Clips.Tone(3), "-c:v", "mpeg4", "-c:a", "libmp3lame"]);
        yield return Case("mov", "ProRes and PCM, interlaced", [.. Clips.Film(3), .. Clips.Tone(3), "-c:v", "prores_ks", "-flags", "+ildct", "-top", "1", "-c:a", "pcm_s16le"]);
        yield return Case("mp4", "uneven in time", [.. Clips.Film(4, rate: 30), "-vf", "select='not(mod(n\\,3))+lt(n\\,40)'", "-vsync", "vfr", "-c:v", "libx264", "-preset", "ultrafast"]);
        yield return Case("mkv", "HDR in ten bits", [.. Clips.Film(2), "-pix_fmt", "yuv420p10le", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc", "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc"]);
    }

    private static TestCaseData Case(string extension, string what, string[] arguments) =>
        new TestCaseData(extension, arguments).SetArgDisplayNames(extension, what);

    [TestCaseSource(nameof(Sources))]
    public async Task Whatever_comes_becomes_pieces_that_can_be_played_one_by_one(string extension, string[] arguments)
    {
        var file = Clips.Make(extension, arguments);
        var facts = (await host.Probe.ProbeAsync(host.Storage.Add(file), CancellationToken.None)).Value;

        using var video = (await host.TranscodeAsync(file)).Value;

        var rendition = video.Files.Single(made => made.Segments is not null);
        var size = RenditionLadder.For(facts.Videos.Single().Size).ShouldHaveSingleItem().Size;
        (rendition.Name, rendition.Size).ShouldBe(("360p", size));
        var pieces = await PiecesAsync(video, rendition);
        pieces.ShouldAllBe(piece => piece.BeginsWithKey && piece.Width == size.Width && piece.Height == size.Height);
        pieces.ShouldAllBe(piece => piece.Sound == (facts.Sounds.Count > 0 ? "aac" : null));
        rendition.Codecs!.EndsWith(",mp4a.40.2", StringComparison.Ordinal).ShouldBe(facts.Sounds.Count > 0);
        pieces.Zip(pieces.Skip(1)).ShouldAllBe(pair => Math.Abs(pair.First.End - pair.Second.Start) < 0.1);
        var said = facts.Duration?.TotalSeconds ?? 3;
        video.Duration.TotalSeconds.ShouldBe(said, tolerance: 0.3);
        (pieces[^1].End - pieces[0].Start).ShouldBe(said, tolerance: 0.3);
        video.Files.Select(made => made.Name).Except(["download"]).ShouldBe(["poster", "360p", "storyboard"], ignoreOrder: true);
    }

    [Test]
    public async Task Sizes_are_those_that_the_source_allows_and_their_pieces_begin_at_the_same_moments()
    {
        var percent = new List<int>();
        using var video = (await host.TranscodeAsync(Clips.Mp4(5, "1280x720"), percent.Add)).Value;

        var renditions = video.Files.Where(made => made.Segments is not null).ToList();
        renditions.Select(made => (made.Name, made.Size)).ShouldBe(
            [("360p", new Dimensions(640, 360)), ("480p", new Dimensions(854, 480)), ("720p", new Dimensions(1280, 720))]);
        var starts = new List<double[]>();
        foreach (var rendition in renditions)
        {
            starts.Add([.. (await PiecesAsync(video, rendition)).Select(piece => piece.Start)]);
        }

        starts[0].Length.ShouldBe(3);
        starts.ShouldAllBe(times => times.SequenceEqual(starts[0]));
        percent.ShouldAllBe(value => value >= 0 && value <= 99);
        var board = video.Files.Single(made => made.Name == "storyboard");
        (board.Storyboard!.Count, board.Size).ShouldBe((5, new Dimensions(800, 90)));
    }

    [Test]
    public async Task How_far_it_has_come_is_told_while_it_works()
    {
        using var slow = new ToolHost(adjust: options => options.Preset = "slower");
        var percent = new List<int>();

        using var video = (await slow.TranscodeAsync(Clips.Mp4(12, "640x360"), percent.Add)).Value;

        percent.Count(value => value is > 0 and < 90).ShouldBeGreaterThan(1);
        percent.ShouldBeInOrder();
    }

    [Test]
    public async Task A_file_whose_index_stands_last_gets_a_copy_that_can_be_played_while_it_loads()
    {
        var late = Clips.Make("mp4", [.. Clips.Film(), .. Clips.Tone(), "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-metadata", "comment=personal"]);

        using var video = (await host.TranscodeAsync(late)).Value;

        var copy = await ReadAsync(video, video.Files.Single(made => made.Name == "download"));
        copy.AsSpan().IndexOf("moov"u8).ShouldBeInRange(0, copy.AsSpan().IndexOf("mdat"u8));
        copy.AsSpan().IndexOf("personal"u8).ShouldBe(-1);
    }

    [Test]
    public async Task A_film_that_does_not_say_how_long_it_is_is_measured_before_the_work_begins()
    {
        // As a browser records it.
        var live = Clips.Make("webm", [.. Clips.Film(3), "-c:v", "libvpx", "-deadline", "realtime", "-live", "1"]);

        (await host.TranscodeAsync(live, longest: TimeSpan.FromSeconds(2))).Error!.Code.ShouldBe("VIDEO_TOO_LONG");
        using var video = (await host.TranscodeAsync(live, longest: TimeSpan.FromSeconds(4))).Value;
        video.Duration.TotalSeconds.ShouldBe(3, tolerance: 0.5);
    }

    [Test]
    public async Task A_film_that_is_much_longer_than_it_says_is_refused_and_not_cut()
    {
        var film = Clips.Make("mkv", [.. Clips.Film(70, "64x64", 5), "-c:v", "libx264", "-preset", "ultrafast"]);

        (await host.TranscodeAsync(Matroska.Saying(film, TimeSpan.FromSeconds(2)))).Error!.Message.ShouldContain("goes on long after");
    }

    [Test]
    public async Task A_film_that_breaks_off_is_refused_and_nothing_is_left_of_it()
    {
        var whole = Clips.Mp4(8);

        var result = await host.TranscodeAsync(whole[..(whole.Length / 2)]);

        result.Error!.Code.ShouldBeOneOf("VIDEO_TRUNCATED", "VIDEO_UNREADABLE");
        host.WorkFiles.ShouldBeEmpty();
    }

    [Test]
    public async Task A_film_of_garbage_is_refused()
    {
        var spoilt = Clips.Mp4(4).ToArray();
        var (from, random) = (spoilt.AsSpan().IndexOf("mdat"u8) + 200, new Random(1));
        random.NextBytes(spoilt.AsSpan(from, spoilt.Length - from - 100));

        var result = await host.TranscodeAsync(spoilt);

        result.Error!.Code.ShouldBeOneOf("VIDEO_TRUNCATED", "VIDEO_UNREADABLE");
        host.WorkFiles.ShouldBeEmpty();
    }

    [Test]
    public async Task A_cancellation_leaves_neither_process_nor_file()
    {
        using var cancelling = new CancellationTokenSource();
        var transcoding = host.TranscodeAsync(Clips.Mp4(30, "1280x720"), cancellationToken: cancelling.Token);
        await Poll.UntilAsync(() => Renditions().Any(), "the conversion to begin");

        await cancelling.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(transcoding);
        host.WorkFiles.ShouldBeEmpty();

        IEnumerable<string> Renditions() => host.WorkFiles.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.ts*", SearchOption.AllDirectories));
    }

    private static async Task<List<SegmentProbe>> PiecesAsync(ITranscodedVideo video, MadeFile rendition)
    {
        var bytes = await ReadAsync(video, rendition);
        bytes.LongLength.ShouldBe(rendition.Segments!.Segments.Sum(segment => segment.Length));
        return [.. Enumerable.Range(0, rendition.Segments.Segments.Count).Select(number =>
        {
            var (offset, length) = rendition.Segments.Find(number)!.Value;
            return SegmentProbe.Of(bytes[(int)offset..(int)(offset + length)]);
        })];
    }

    private static async Task<byte[]> ReadAsync(ITranscodedVideo video, MadeFile file)
    {
        await using var stream = video.Open(file);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}

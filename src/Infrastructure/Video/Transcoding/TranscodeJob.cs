using System.Globalization;
using Picora.Application.Media.Videos;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;
using Picora.Infrastructure.Video.Tools;

namespace Picora.Infrastructure.Video.Transcoding;

/// <param name="Path">Of the stored file.</param>
/// <param name="Longest">That a video may be which does not say how long it is.</param>
internal sealed record TranscodeOrder(string Path, MediaFacts Facts, TimeSpan Longest);

/// <summary>Everything that is made of one video, step by step.</summary>
internal sealed class TranscodeJob(TranscodeRuns runs, RunSource source, TranscodeOrder order, VideoOptions options, Action<int> onProgress)
{
    private const long StillBytes = 32L * 1024 * 1024;
    private const int PosterSide = 1280;
    private const int AlmostDone = 99;
    private const string BoardName = "storyboard.jpg";

    private static readonly TimeSpan PosterMoment = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private readonly MediaFacts facts = order.Facts;
    private readonly FilmTrack track = FilmTrack.Of(order.Facts, options.MaxFrameRate);
    private readonly Dictionary<MadeFile, IReadOnlyList<string>> made = [];

    public async Task<Result<TranscodedVideo>> RunAsync(CancellationToken cancellationToken)
    {
        var duration = Said() is { } known ? known : await MeasureAsync(cancellationToken);
        if (!duration.IsSuccess)
        {
            return duration.Error;
        }

        if (facts.Duration is null && duration.Value > order.Longest)
        {
            return VideoErrors.TooLong((int)order.Longest.TotalSeconds);
        }

        if (await TakePosterAsync(duration.Value, cancellationToken) is { } noPoster)
        {
            return noPoster;
        }

        var converted = await ConvertAsync(duration.Value, cancellationToken);
        if (!converted.IsSuccess)
        {
            return converted.Error;
        }

        if (BreaksOff(converted.Value, duration.Value))
        {
            return VideoErrors.Truncated(converted.Value, duration.Value);
        }

        if (converted.Value >= LimitOf(duration.Value) - Second)
        {
            // There was more, and it was cut.
            return VideoErrors.LongerThanSaid(duration.Value);
        }

        await PutInOrderAsync(cancellationToken);
        return new TranscodedVideo(source.Folder, converted.Value, made);
    }

    // The file and its picture track need not agree, and either may be wrong.
    private TimeSpan? Said() => (track.Film.Duration, facts.Duration) switch
    {
        ({ } film, { } file) => film > file ? film : file,
        var (film, file) => film ?? file,
    };

    private static TimeSpan LimitOf(TimeSpan duration) => (duration * 2) + Grace;

    // What was recorded live does not say how long it is: reading it through without decoding tells.
    private async Task<Result<TimeSpan>> MeasureAsync(CancellationToken cancellationToken) =>
        await runs.RunAsync(source, [], ["-map", FilmTrack.Map(track.Film.Index), "-c", "copy", "-f", "null", "-"], new RunBounds(StillBytes), cancellationToken);

    private async Task<Error?> TakePosterAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var size = Placed(PosterSide);
        var moment = duration > PosterMoment ? PosterMoment : duration / 2;
        foreach (var at in (TimeSpan[])[moment, TimeSpan.Zero])
        {
            string[] outputs =
                ["-map", FilmTrack.Map(track.Film.Index), "-frames:v", "1", "-vf", FilmFilters.Still(track.Film, size), "-c:v", "mjpeg", "-q:v", "3", "-map_metadata", "-1", "-f", "image2", "-update", "1", "poster.jpg"];
            var taken = await runs.RunAsync(source, ["-ss", at.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)], outputs, new RunBounds(StillBytes), cancellationToken);
            if (!taken.IsSuccess)
            {
                return taken.Error;
            }

            // At the moment that was asked for there may be no picture any more.
            if (File.Exists(source.Folder.PathOf("poster.jpg")))
            {
                made.Add(new MadeFile(VideoFile.Poster, "jpg", size), ["poster.jpg"]);
                return null;
            }
        }

        return VideoErrors.Unreadable;
    }

    private async Task<Result<TimeSpan>> ConvertAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var plans = RenditionLadder.For(track.Film.Size);
        var board = Storyboard.For(track.Film.Size, duration);
        foreach (var plan in plans)
        {
            source.Folder.AddFolder(plan.Name);
        }

        var limit = LimitOf(duration);
        var bounds = new RunBounds(
            HlsCommand.MostBytes(plans, limit), reached => onProgress((int)Math.Clamp(100 * (reached / duration), 0, AlmostDone)));
        var run = await runs.RunAsync(source, [], HlsCommand.Outputs(track, plans, board, limit, options), bounds, cancellationToken);
        if (!run.IsSuccess)
        {
            return run.Error;
        }

        await LayOutAsync(board, cancellationToken);
        return await CollectAsync(plans, cancellationToken);
    }

    // A film of a moment has no picture for it, and no film is refused for want of a storyboard.
    private async Task LayOutAsync(Storyboard board, CancellationToken cancellationToken)
    {
        var tiles = source with { Path = source.Folder.PathOf(HlsCommand.TilesName), Container = MediaContainer.Matroska };
        string[] outputs = ["-vf", FilmFilters.Sheet(board), "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "4", "-map_metadata", "-1", "-f", "image2", "-update", "1", BoardName];
        var run = await runs.RunAsync(tiles, [], outputs, new RunBounds(source.Folder.Bytes() + StillBytes), cancellationToken);
        if (run.IsSuccess && File.Exists(source.Folder.PathOf(BoardName)))
        {
            made.Add(new MadeFile(VideoFile.StoryboardSheet, "jpg", board.Size) { Storyboard = board }, [BoardName]);
        }
    }

    private async Task<Result<TimeSpan>> CollectAsync(IReadOnlyList<RenditionPlan> plans, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.Zero;
        foreach (var plan in plans)
        {
            if (await RenditionReader.ReadAsync(source.Folder, plan.Name, cancellationToken) is not { } rendition)
            {
                return VideoErrors.Unreadable;
            }

            duration = rendition.Index.Duration;
            made.Add(
                new MadeFile(plan.Name, "ts", plan.Size) { Segments = rendition.Index, Codecs = HlsCommand.Codecs(track, plan), Rate = track.Rate }, rendition.Files);
        }

        return duration;
    }

    // The same streams in another order. Where a stream does not go into the container, the file is kept as it came.
    private async Task PutInOrderAsync(CancellationToken cancellationToken)
    {
        if (facts.Container is not (MediaContainer.Mp4 or MediaContainer.QuickTime) || !await BoxOrder.NeedsChangeAsync(source.Path, cancellationToken))
        {
            return;
        }

        string[] sound = track.Sound is { } stream ? ["-map", FilmTrack.Map(stream.Index)] : [];
        string[] outputs =
        [
            "-map", FilmTrack.Map(track.Film.Index), .. sound, "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1", "-movflags", "+faststart",
            "-f", facts.Container == MediaContainer.Mp4 ? "mp4" : "mov", VideoFile.Download,
        ];
        var most = source.Folder.Bytes() + (3 * new FileInfo(source.Path).Length) + StillBytes;
        var run = await runs.RunAsync(source, [], outputs, new RunBounds(most), cancellationToken);
        if (run.IsSuccess)
        {
            made.Add(new MadeFile(VideoFile.Download, facts.Container.VideoExtension(), track.Film.Size), [VideoFile.Download]);
        }
    }

    private static bool BreaksOff(TimeSpan found, TimeSpan said) => said - found > TimeSpan.FromSeconds(Math.Max(1, said.TotalSeconds / 20));

    private Dimensions Placed(int longest)
    {
        var (width, height) = (track.Film.Size.Width, track.Film.Size.Height);
        var share = Math.Min(1, (double)longest / Math.Max(width, height));
        return new Dimensions(Math.Max(1, (int)Math.Round(width * share)), Math.Max(1, (int)Math.Round(height * share)));
    }
}

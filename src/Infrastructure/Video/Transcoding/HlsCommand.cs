using System.Globalization;
using Picora.Application.Media.Videos;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;

namespace Picora.Infrastructure.Video.Transcoding;

/// <summary>The arguments by which ffmpeg makes renditions, each in a folder of its name, and the pictures of a storyboard, one behind the other.</summary>
internal static class HlsCommand
{
    public const string PlaylistName = "index.m3u8";
    public const string TilesName = "tiles.mkv";
    private const int SoundBitRate = 128_000;

    // Where nothing is lost on screens of this size.
    private const string Quality = "23";

    /// <param name="limit">Of the film's time: what a file that lies about its length may not exceed.</param>
    public static IReadOnlyList<string> Outputs(
        FilmTrack track, IReadOnlyList<RenditionPlan> plans, Storyboard board, TimeSpan limit, VideoOptions options) =>
    [
        "-filter_complex", FilmFilters.Graph(track, plans, board),
        .. plans.SelectMany((plan, number) => Rendition(track, plan, number, limit, options)),
        // Not as one sheet: ffmpeg says nothing of its progress before each output has begun, and the sheet begins when the film is over.
        "-map", "[tiles]", "-frames:v", Text(board.Columns * board.Rows), "-c:v", "mjpeg", "-q:v", "2", "-map_metadata", "-1", "-f", "matroska", TilesName,
    ];

    /// <summary>What playlists call a rendition's codecs.</summary>
    public static string Codecs(FilmTrack track, RenditionPlan plan)
    {
        var film = string.Create(CultureInfo.InvariantCulture, $"avc1.6400{H264Level.Of(plan.Size, track.Rate):x2}");
        return track.Sound is null ? film : $"{film},mp4a.40.2";
    }

    private static string[] Rendition(FilmTrack track, RenditionPlan plan, int number, TimeSpan limit, VideoOptions options) =>
    [
        "-map", $"[v{Text(number)}]", .. track.Sound is { } sound ? (string[])["-map", FilmTrack.Map(sound.Index)] : [],
        "-c:v", "libx264", "-preset", options.Preset, "-profile:v", "high", "-level:v", Text(H264Level.Of(plan.Size, track.Rate)), "-threads:v", Text(options.EffectiveThreads),
        "-crf", Quality, "-maxrate:v", Text(plan.MostBitRate), "-bufsize:v", Text(2 * plan.MostBitRate), "-pix_fmt", "yuv420p",
        // Key frames at the beginning of each piece, everywhere at the same moments, and nowhere else.
        "-force_key_frames", $"expr:gte(t,n_forced*{Text(options.SegmentSeconds)})", "-sc_threshold", "0", "-flags:v", "+cgop", "-g", Text((int)Math.Ceiling(2 * options.SegmentSeconds * track.Rate.Value)),
        .. track.Sound is null ? (string[])[] : ["-c:a", "aac", "-b:a", Text(SoundBitRate), "-ac", "2", "-ar", "48000", "-af", "aresample=async=1000:first_pts=0"],
        "-map_metadata", "-1", "-map_chapters", "-1", "-max_muxing_queue_size", "4096", "-t", limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        "-f", "hls", "-hls_time", Text(options.SegmentSeconds), "-hls_playlist_type", "vod", "-hls_flags", "independent_segments", "-hls_segment_type", "mpegts",
        "-hls_segment_filename", $"{plan.Name}/%06d.ts", $"{plan.Name}/{PlaylistName}",
    ];

    /// <summary>The most bytes that all of it can have: what the bit rates allow, and then some.</summary>
    public static long MostBytes(IReadOnlyList<RenditionPlan> plans, TimeSpan limit)
    {
        const long Margin = 64L * 1024 * 1024;
        var bitsPerSecond = plans.Sum(plan => 2L * (plan.MostBitRate + SoundBitRate));
        return Margin + (long)(bitsPerSecond / 8 * limit.TotalSeconds);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;

namespace Picora.Infrastructure.Video.Transcoding;

/// <summary>What becomes of the decoded pictures: ffmpeg's filters. It turns them upright by itself.</summary>
internal static class FilmFilters
{
    // Brightness that ordinary screens cannot show is brought down to what they can.
    private const string ToStandardRange =
        "zscale=transfer=linear:npl=100,format=gbrpf32le,zscale=primaries=bt709,tonemap=hable:desat=0,zscale=transfer=bt709:matrix=bt709:range=tv,";

    /// <summary>The graph that makes of one decode all renditions, named <c>v0</c> and up in the order of the plans, and the storyboard's pictures one by one, <c>tiles</c>.</summary>
    public static string Graph(FilmTrack track, IReadOnlyList<RenditionPlan> plans, Storyboard board)
    {
        // The largest first, the others from it: scaling down twice costs less than scaling the source down each time.
        var top = plans[^1];
        var streams = string.Concat(Enumerable.Range(0, plans.Count).Select(number => $"[s{Text(number)}]"));
        var parts = new List<string>
        {
            $"[{FilmTrack.Map(track.Film.Index)}]{Deinterlace(track.Film)}fps={track.Rate},{Scale(top.Size)},{Range(track.Film)}format=yuv420p,split={Text(plans.Count + 1)}{streams}[sb]",
        };
        parts.AddRange(plans.Select((plan, number) => $"[s{Text(number)}]{(plan == top ? "null" : Scale(plan.Size))}[v{Text(number)}]"));
        parts.Add($"[sb]fps=1/{Text((int)board.Interval.TotalSeconds)},{Scale(board.Tile)},format=yuvj420p[tiles]");
        return string.Join(';', parts);
    }

    /// <summary>The storyboard of its pictures.</summary>
    public static string Sheet(Storyboard board) => $"tile={Text(board.Columns)}x{Text(board.Rows)},format=yuvj420p";

    /// <summary>One picture in a size.</summary>
    public static string Still(VideoStream film, Dimensions size) => $"{Deinterlace(film)}{Scale(size)},{Range(film)}format=yuvj420p";

    private static string Deinterlace(VideoStream film) => film.IsInterlaced ? "yadif," : string.Empty;

    private static string Range(VideoStream film) => film.IsHighRange ? ToStandardRange : string.Empty;

    private static string Scale(Dimensions size) => $"scale={Text(size.Width)}:{Text(size.Height)}:flags=bicubic,setsar=1";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

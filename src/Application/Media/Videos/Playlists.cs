using System.Globalization;
using System.Text;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>Writes what players read first (RFC 8216, WebVTT). Addresses in them are relative; each is handed to a function that may sign it.</summary>
internal static class Playlists
{
    public const string Type = "application/vnd.apple.mpegurl";
    public const string TrackType = "text/vtt; charset=utf-8";

    /// <summary>The playlist that names the renditions.</summary>
    /// <param name="address">Makes an address of a name below the video's folder.</param>
    public static string Master(IEnumerable<DeliverableVideoFile> renditions, Func<string, string> address)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        foreach (var rendition in renditions.OrderBy(file => file.PeakBitRate))
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-STREAM-INF:BANDWIDTH={rendition.PeakBitRate},AVERAGE-BANDWIDTH={rendition.AverageBitRate},")
                .Append(CultureInfo.InvariantCulture, $"RESOLUTION={rendition.Width}x{rendition.Height},FRAME-RATE={rendition.MilliFrameRate / 1000.0:0.000},CODECS=\"{rendition.Codecs}\"\n")
                .Append(address(VideoUrls.Playlist(rendition.Name))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A rendition's playlist.</summary>
    public static string Rendition(SegmentIndex index, Func<string, string> address)
    {
        var target = (int)Math.Ceiling(index.Segments.Max(segment => segment.Duration.TotalSeconds));
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-PLAYLIST-TYPE:VOD\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{target}\n#EXT-X-MEDIA-SEQUENCE:0\n");
        for (var number = 0; number < index.Segments.Count; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{index.Segments[number].Duration.TotalSeconds:0.000000},\n").Append(address(VideoUrls.Piece(number))).Append('\n');
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    /// <summary>The track by which players show small pictures while somebody scrubs.</summary>
    public static string Track(Storyboard board, TimeSpan duration, Func<string, string> address)
    {
        var (text, sheet) = (new StringBuilder("WEBVTT\n"), address(VideoUrls.StoryboardSheet));
        for (var number = 0; number < board.Count; number++)
        {
            var end = number == board.Count - 1 && duration > board.Interval * number ? duration : board.Interval * (number + 1);
            var (left, top) = (number % board.Columns * board.Tile.Width, number / board.Columns * board.Tile.Height);
            text.Append(CultureInfo.InvariantCulture, $"\n{Moment(board.Interval * number)} --> {Moment(end)}\n")
                .Append(CultureInfo.InvariantCulture, $"{sheet}#xywh={left},{top},{board.Tile.Width},{board.Tile.Height}\n");
        }

        return text.ToString();
    }

    private static string Moment(TimeSpan moment) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)moment.TotalHours:00}:{moment.Minutes:00}:{moment.Seconds:00}.{moment.Milliseconds:000}");
}

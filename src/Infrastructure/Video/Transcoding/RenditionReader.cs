using System.Globalization;
using Picora.Domain.Media.Videos;
using Picora.Infrastructure.Video.Tools;

namespace Picora.Infrastructure.Video.Transcoding;

/// <summary>Reads what ffmpeg has made of a rendition: its playlist names the pieces.</summary>
internal static class RenditionReader
{
    private const string Length = "#EXTINF:";

    /// <returns>The pieces and the names of their files, in order; null when there are none.</returns>
    public static async Task<(SegmentIndex Index, IReadOnlyList<string> Files)?> ReadAsync(WorkFolder folder, string rendition, CancellationToken cancellationToken)
    {
        var playlist = folder.PathOf(Path.Combine(rendition, HlsCommand.PlaylistName));
        if (!File.Exists(playlist))
        {
            return null;
        }

        var (segments, files, duration) = (new List<Segment>(), new List<string>(), TimeSpan.Zero);
        foreach (var line in await File.ReadAllLinesAsync(playlist, cancellationToken))
        {
            if (line.StartsWith(Length, StringComparison.Ordinal))
            {
                duration = TimeSpan.FromSeconds(double.Parse(line[Length.Length..].Split(',')[0], CultureInfo.InvariantCulture));
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                var name = Path.Combine(rendition, Path.GetFileName(line));
                files.Add(name);
                segments.Add(new Segment(duration, new FileInfo(folder.PathOf(name)).Length));
            }
        }

        return segments.Count == 0 ? null : (new SegmentIndex(segments), files);
    }
}

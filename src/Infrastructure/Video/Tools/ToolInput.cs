using System.Globalization;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>The arguments by which a tool opens a stranger's file: as the container that it is, and nothing that it points to.</summary>
internal static class ToolInput
{
    private const int MostStreams = 100;

    /// <summary>What every run of ffmpeg begins with.</summary>
    public static readonly IReadOnlyList<string> Quietly = ["-hide_banner", "-nostdin", "-v", "error"];

    /// <param name="path">Absolute; of a stored file.</param>
    /// <param name="container">What the file was found to be.</param>
    /// <param name="options">For the most pixels that are decoded.</param>
    /// <param name="before">Further options of the input, such as where to begin.</param>
    public static string[] Open(string path, MediaContainer container, MediaToolOptions options, params IReadOnlyList<string> before) =>
    [
        "-protocol_whitelist", "file,pipe", "-format_whitelist", Demuxer(container), "-max_streams", Text(MostStreams),
        "-max_pixels", Text(options.MaxFramePixels), .. before, "-i", $"file:{path}",
    ];

    /// <summary>The one demuxer that reads the container; its name says all that it is called by.</summary>
    private static string Demuxer(MediaContainer container) => container switch
    {
        MediaContainer.Mp4 or MediaContainer.QuickTime => "mov",
        MediaContainer.Matroska or MediaContainer.WebM => "matroska",
        MediaContainer.Avi => "avi",
        MediaContainer.Mp3 => "mp3",
        MediaContainer.Flac => "flac",
        MediaContainer.Wav => "wav",
        MediaContainer.Ogg => "ogg",
        _ => throw new ArgumentOutOfRangeException(nameof(container), container, null),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

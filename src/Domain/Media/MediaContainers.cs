namespace Picora.Domain.Media;

/// <summary>What the world calls containers.</summary>
public static class MediaContainers
{
    public static bool IsVideo(this MediaContainer container) =>
        container is MediaContainer.Mp4 or MediaContainer.QuickTime or MediaContainer.Matroska or MediaContainer.WebM or MediaContainer.Avi;

    /// <summary>The MIME type of a file with moving pictures.</summary>
    public static string VideoType(this MediaContainer container) => container switch
    {
        MediaContainer.Mp4 => "video/mp4",
        MediaContainer.QuickTime => "video/quicktime",
        MediaContainer.Matroska => "video/x-matroska",
        MediaContainer.WebM => "video/webm",
        MediaContainer.Avi => "video/x-msvideo",
        _ => throw new ArgumentOutOfRangeException(nameof(container), container, null),
    };

    /// <summary>Of a file with moving pictures, without a dot.</summary>
    public static string VideoExtension(this MediaContainer container) => container switch
    {
        MediaContainer.Mp4 => "mp4",
        MediaContainer.QuickTime => "mov",
        MediaContainer.Matroska => "mkv",
        MediaContainer.WebM => "webm",
        MediaContainer.Avi => "avi",
        _ => throw new ArgumentOutOfRangeException(nameof(container), container, null),
    };
}

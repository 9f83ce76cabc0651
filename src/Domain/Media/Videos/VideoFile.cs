using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Media.Videos;

/// <summary>A file that was made for a video: a rendition, which is named after its size, or one of the named ones.</summary>
public sealed class VideoFile
{
    public const int MaxNameLength = 16;
    public const int MaxCodecsLength = 40;

    /// <summary>The still picture that was taken from the video.</summary>
    public const string Poster = "poster";

    /// <summary>The still picture that its owner sent, which goes before the other one.</summary>
    public const string Thumbnail = "thumbnail";

    public const string StoryboardSheet = "storyboard";

    /// <summary>The file as it was sent, in an order in which it can be played while it loads.</summary>
    public const string Download = "download";

    // For the database.
    private VideoFile() => Name = string.Empty;

    public VideoId VideoId { get; private set; }

    public string Name { get; private set; }

    public ObjectKey Key { get; private set; }

    public long SizeBytes { get; private set; }

    /// <summary>In pixels; 0 where it has no meaning.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Of a rendition, as playlists name them, such as <c>avc1.64001f,mp4a.40.2</c>; null for anything else.</summary>
    public string? Codecs { get; private set; }

    /// <summary>Of a rendition, in thousandths; null for anything else.</summary>
    public int? MilliFrameRate { get; private set; }

    /// <summary>Of a rendition, in bits per second; null for anything else.</summary>
    public long? PeakBitRate { get; private set; }

    public long? AverageBitRate { get; private set; }

    /// <summary>A rendition's <see cref="SegmentIndex"/> or the sheet's <see cref="Storyboard"/>; null for anything else.</summary>
    public string? Index { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static VideoFile Create(VideoId videoId, MadeFile made, ObjectKey key, long sizeBytes, DateTimeOffset now)
    {
        var index = made.Segments;
        return new VideoFile
        {
            VideoId = videoId,
            Name = made.Name,
            Key = key,
            SizeBytes = sizeBytes,
            Width = made.Size.Width,
            Height = made.Size.Height,
            CreatedAt = now,
            Codecs = made.Codecs,
            MilliFrameRate = made.Rate is { } rate ? (int)Math.Round(rate.Value * 1000) : null,
            PeakBitRate = index?.PeakBitRate(),
            AverageBitRate = index?.AverageBitRate(),
            Index = index?.ToString() ?? made.Storyboard?.ToString(),
        };
    }
}

/// <summary>A file that was just made for a video.</summary>
/// <param name="Extension">Without a dot.</param>
public sealed record MadeFile(string Name, string Extension, Dimensions Size)
{
    /// <summary>This and the next two: of a rendition only.</summary>
    public SegmentIndex? Segments { get; init; }

    public string? Codecs { get; init; }

    public FrameRate? Rate { get; init; }

    public Storyboard? Storyboard { get; init; }
}

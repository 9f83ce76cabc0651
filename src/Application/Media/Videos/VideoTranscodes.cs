namespace Picora.Application.Media.Videos;

/// <summary>The conversion of videos, as a kind of work.</summary>
public static class VideoTranscodes
{
    public const string QueueKind = "video-transcodes";
}

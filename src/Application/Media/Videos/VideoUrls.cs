using System.Globalization;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>The names of a video's files below the address of media: <c>video/{id}/{name}</c>.</summary>
internal static class VideoUrls
{
    public const string Master = "index.m3u8";
    public const string Thumbnail = "thumbnail.jpg";
    public const string StoryboardTrack = "storyboard.vtt";
    public const string StoryboardSheet = "storyboard.jpg";

    public static string Resource(string id, string name) => $"video/{id}/{name}";

    public static string Playlist(string rendition) => $"{rendition}/{Master}";

    public static string Piece(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:D5}.ts");

    public static string Download(MediaContainer container) => $"download.{container.VideoExtension()}";

    /// <summary>The playlist that people begin with.</summary>
    /// <param name="isDegraded">Whether so much has gone out this month that only the smallest size does.</param>
    public static string First(bool isDegraded) => isDegraded ? Playlist(RenditionLadder.Lowest) : Master;
}

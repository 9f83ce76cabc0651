using System.Globalization;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

internal enum VideoAssetKind
{
    Master,
    Rendition,
    Piece,
    Thumbnail,
    StoryboardTrack,
    StoryboardSheet,
    Download,
}

/// <summary>What of a video an address names.</summary>
/// <param name="Rendition">Of a rendition or a piece of one; else empty.</param>
/// <param name="Number">Of the piece.</param>
internal sealed record VideoAsset(VideoAssetKind Kind, string Rendition = "", int Number = 0)
{
    private const string PieceSuffix = ".ts";
    private const string DownloadPrefix = "download.";

    /// <summary>The names of the files that it is made from.</summary>
    public IReadOnlyList<string> Files => Kind switch
    {
        VideoAssetKind.Rendition or VideoAssetKind.Piece => [Rendition],
        VideoAssetKind.Thumbnail => [VideoFile.Thumbnail, VideoFile.Poster],
        VideoAssetKind.StoryboardTrack or VideoAssetKind.StoryboardSheet => [VideoFile.StoryboardSheet],
        VideoAssetKind.Download => [VideoFile.Download],
        _ => [],
    };

    /// <param name="name">Below the video's own address.</param>
    /// <returns>Null for what no video has.</returns>
    public static VideoAsset? Parse(string name) => name switch
    {
        VideoUrls.Master => new VideoAsset(VideoAssetKind.Master),
        VideoUrls.Thumbnail => new VideoAsset(VideoAssetKind.Thumbnail),
        VideoUrls.StoryboardTrack => new VideoAsset(VideoAssetKind.StoryboardTrack),
        VideoUrls.StoryboardSheet => new VideoAsset(VideoAssetKind.StoryboardSheet),
        _ when name.StartsWith(DownloadPrefix, StringComparison.Ordinal) => new VideoAsset(VideoAssetKind.Download),
        _ => name.Split('/') is [var rendition, var file] && RenditionLadder.IsKnown(rendition) ? OfRendition(rendition, file) : null,
    };

    private static VideoAsset? OfRendition(string rendition, string file)
    {
        if (string.Equals(file, VideoUrls.Master, StringComparison.Ordinal))
        {
            return new VideoAsset(VideoAssetKind.Rendition, rendition);
        }

        return file.EndsWith(PieceSuffix, StringComparison.Ordinal)
            && int.TryParse(file.AsSpan(0, file.Length - PieceSuffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && string.Equals(file, VideoUrls.Piece(number), StringComparison.Ordinal)
            ? new VideoAsset(VideoAssetKind.Piece, rendition, number)
            : null;
    }
}

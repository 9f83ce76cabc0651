using Picora.Application.Abstractions;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>The public addresses of media (contract section 26.1).</summary>
internal static class MediaUrls
{
    public static string Original(IPublicUrls urls, ImageId id, ImageFormat format) => $"{urls.Media}/{Resource(id.Value, format.Delivered().Extension(), null)}";

    /// <summary>The file as it was sent, where the public address carries a converted one.</summary>
    public static string Stored(IPublicUrls urls, ImageId id, ImageFormat format) => $"{urls.Media}/{Resource(id.Value, format.Extension(), null)}";

    public static string Rendition(IPublicUrls urls, ImageId id, string name) => $"{urls.Media}/{Resource(id.Value, null, name)}";

    /// <summary>The address of a file below the address of media.</summary>
    public static string Resource(string id, string? extension, string? rendition) => rendition is null ? $"{id}.{extension}" : $"{id}/{rendition}.webp";
}

using Picora.Application.Abstractions;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>The public addresses of media (contract section 26.1).</summary>
internal static class MediaUrls
{
    public static string Original(IPublicUrls urls, ImageId id, ImageFormat format) => $"{urls.Media}/{id}.{format.Extension()}";

    public static string Rendition(IPublicUrls urls, ImageId id, string name) => $"{urls.Media}/{id}/{name}.webp";
}

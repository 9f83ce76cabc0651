using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Library;

/// <summary>Which scope each kind asks for.</summary>
internal static class MediaScopes
{
    public static Scope ReadScope(this MediaKind kind) => kind switch
    {
        MediaKind.Image => Scope.ImagesRead,
        MediaKind.Video => Scope.VideosRead,
        MediaKind.Audio => Scope.AudioRead,
        MediaKind.Document => Scope.DocsRead,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static Scope DeleteScope(this MediaKind kind) => kind switch
    {
        MediaKind.Image => Scope.ImagesDelete,
        MediaKind.Video => Scope.VideosDelete,
        MediaKind.Audio => Scope.AudioDelete,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

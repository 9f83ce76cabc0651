using Picora.Application.Media.Contracts;
using Picora.Domain;

namespace Picora.Application.Media.Library;

/// <summary>The one order of media of all kinds: the newest first, of the same instant the largest id.</summary>
internal static class MediaOrder
{
    /// <summary>The first of several pages, each in this order.</summary>
    public static IReadOnlyList<MediaItem> Merge(IEnumerable<IReadOnlyList<MediaItem>> pages, int most) =>
    [
        .. pages.SelectMany(page => page).OrderByDescending(item => item.CreatedAt).ThenByDescending(item => item.Id, StringComparer.Ordinal).Take(most),
    ];
}

internal static class MediaIds
{
    /// <summary>Whether some kind could have such an id.</summary>
    public static bool IsValid(string id) => NanoId.IsValid(id, NanoId.Short) || NanoId.IsValid(id, NanoId.Long);
}

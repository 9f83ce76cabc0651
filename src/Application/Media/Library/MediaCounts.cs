using Microsoft.EntityFrameworkCore;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Library;

/// <summary>How many media somebody has, without counting them for each page of a list.</summary>
internal sealed class MediaCounts(IMediaDb db, LibraryMemory memory)
{
    /// <summary>Those of a kind; pictures in the trash do not count.</summary>
    public async Task<long> OfAsync(UserId owner, MediaKind kind, CancellationToken cancellationToken)
    {
        var state = await memory.StateAsync(owner, cancellationToken);
        return kind switch
        {
            MediaKind.Image => state.Pictures - await TrashAsync(state, cancellationToken),
            MediaKind.Audio => await memory.GetAsync(state, kind, () => db.AudioTracks.LongCountAsync(track => track.OwnerId == owner, cancellationToken)),
            _ => await memory.GetAsync(state, kind, () => db.Videos.LongCountAsync(video => video.OwnerId == owner, cancellationToken)),
        };
    }

    /// <summary>Pictures in the trash.</summary>
    public async Task<long> TrashAsync(UserId owner, CancellationToken cancellationToken) =>
        await TrashAsync(await memory.StateAsync(owner, cancellationToken), cancellationToken);

    private Task<long> TrashAsync(LibraryState state, CancellationToken cancellationToken) => memory.GetAsync(state, MediaRows.Trash, () =>
        db.Images.WithTrash().LongCountAsync(image => image.OwnerId == state.Owner && image.TrashedAt != null, cancellationToken));
}

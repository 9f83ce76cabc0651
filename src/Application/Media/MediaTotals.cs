using Picora.Application.Media.Contracts;
using Picora.Application.Media.Library;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media;

internal sealed class MediaTotals(MediaShelves shelves) : IMediaTotals
{
    public async Task<MediaTotal> OfAsync(UserId owner, MediaKind kind, CancellationToken cancellationToken) =>
        (await OfAllAsync([owner], kind, cancellationToken)).GetValueOrDefault(owner) ?? MediaTotal.Zero;

    public Task<IReadOnlyDictionary<UserId, MediaTotal>> OfAllAsync(
        IReadOnlyCollection<UserId> owners, MediaKind kind, CancellationToken cancellationToken) =>
        shelves.Of(kind).TotalsAsync(owners, cancellationToken);
}

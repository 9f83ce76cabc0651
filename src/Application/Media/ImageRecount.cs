using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media;

/// <summary>Adds up the stored originals of pictures.</summary>
internal sealed class ImageRecount(IMediaTotals totals) : IQuotaRecount
{
    public QuotaType Type => QuotaType.ImageStorage;

    public async Task<IReadOnlyDictionary<UserId, QuotaTotal>> CountAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken) =>
        (await totals.OfAllAsync(owners, MediaKind.Image, cancellationToken))
            .ToDictionary(entry => entry.Key, entry => new QuotaTotal(entry.Value.Bytes, entry.Value.Count));
}

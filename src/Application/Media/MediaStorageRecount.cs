using Picora.Application.Media.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media;

/// <summary>Adds up the stored originals of all that shares one quota: every kind but pictures.</summary>
internal sealed class MediaStorageRecount(IEnumerable<IMediaLibrary> libraries) : IQuotaRecount
{
    public QuotaType Type => QuotaType.MediaStorage;

    public async Task<IReadOnlyDictionary<UserId, QuotaTotal>> CountAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken)
    {
        var sums = new Dictionary<UserId, QuotaTotal>();
        foreach (var library in libraries.Where(library => library.Kind != MediaKind.Image))
        {
            foreach (var (owner, total) in await library.TotalsAsync(owners, cancellationToken))
            {
                var sum = sums.GetValueOrDefault(owner, QuotaTotal.None);
                sums[owner] = new QuotaTotal(sum.Used + total.Bytes, sum.Items + total.Count);
            }
        }

        return sums;
    }
}

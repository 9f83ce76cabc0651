using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>What a quota's account should say. Used and items are null while no module brings a count for the quota.</summary>
internal sealed record RealQuota(long? Used, long Reserved, long? Items);

/// <summary>Asks the modules, which own the rows, what is really there.</summary>
internal sealed class RealQuotas(IEnumerable<IQuotaRecount> recounts, IHeldBytes held)
{
    public async Task<IReadOnlyDictionary<UserId, RealQuota>> OfAsync(IReadOnlyCollection<UserId> owners, QuotaType type, CancellationToken cancellationToken)
    {
        var reserved = await held.OfAsync(owners, type, cancellationToken);
        if (recounts.SingleOrDefault(recount => recount.Type == type) is not { } recount)
        {
            return owners.ToDictionary(owner => owner, owner => new RealQuota(null, reserved.GetValueOrDefault(owner), null));
        }

        var totals = await recount.CountAsync(owners, cancellationToken);
        return owners.ToDictionary(owner => owner, owner =>
        {
            var total = totals.GetValueOrDefault(owner, QuotaTotal.None);
            return new RealQuota(total.Used, reserved.GetValueOrDefault(owner), total.Items);
        });
    }
}

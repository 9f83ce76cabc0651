using Microsoft.EntityFrameworkCore;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

internal sealed class QuotaReader(IQuotasDb db, QuotaStandings standings, QuotaOverrides overrides, IPlanCatalog plans) : IQuotaReader
{
    public Task<long> ItemsAsync(UserId owner, QuotaType type, CancellationToken cancellationToken) =>
        db.QuotaAccounts.Where(account => account.OwnerId == owner && account.Type == type)
            .Select(account => account.Items).SingleOrDefaultAsync(cancellationToken);

    public async Task<long?> LimitAsync(UserId owner, Plan plan, QuotaType type, CancellationToken cancellationToken) =>
        await overrides.Of(owner, type).Select(entry => (long?)entry.Limit).SingleOrDefaultAsync(cancellationToken) ?? plans.For(plan).LimitOf(type);

    public async Task<IReadOnlyList<QuotaStanding>> OfAsync(UserId owner, Plan plan, CancellationToken cancellationToken) =>
        (await standings.OfAsync(new Dictionary<UserId, Plan> { [owner] = plan }, cancellationToken))[owner];
}

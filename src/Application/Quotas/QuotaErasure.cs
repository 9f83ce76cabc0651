using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Quotas;

/// <summary>The accounts of somebody who leaves, once nothing is left that they pay for.</summary>
internal sealed class QuotaErasure(IQuotasDb db) : IErasable
{
    public string Name => "quotas";

    public ErasureStage Stage => ErasureStage.Accounting;

    // A handful of rows per person and month.
    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken)
    {
        var accounts = await db.QuotaAccounts.Where(account => account.OwnerId == owner).ExecuteDeleteAsync(cancellationToken);
        var months = await db.BandwidthMonths.Where(month => month.OwnerId == owner).ExecuteDeleteAsync(cancellationToken);
        var overrides = await db.QuotaOverrides.Where(row => row.OwnerId == owner).ExecuteDeleteAsync(cancellationToken);
        var alerts = await db.QuotaAlerts.Where(alert => alert.OwnerId == owner).ExecuteDeleteAsync(cancellationToken);
        return new Erased(accounts + months + overrides + alerts, 0);
    }
}

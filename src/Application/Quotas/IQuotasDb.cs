using Microsoft.EntityFrameworkCore;
using Picora.Domain.Quotas;

namespace Picora.Application.Quotas;

/// <summary>The quotas module's tables.</summary>
public interface IQuotasDb
{
    DbSet<QuotaAccount> QuotaAccounts { get; }

    DbSet<BandwidthMonth> BandwidthMonths { get; }

    DbSet<QuotaOverride> QuotaOverrides { get; }

    DbSet<QuotaAlert> QuotaAlerts { get; }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain.Quotas;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class QuotaAccountConfiguration : IEntityTypeConfiguration<QuotaAccount>
{
    public void Configure(EntityTypeBuilder<QuotaAccount> builder)
    {
        builder.ToTable("quota_accounts");
        builder.HasKey(account => new { account.OwnerId, account.Type });
    }
}

internal sealed class BandwidthMonthConfiguration : IEntityTypeConfiguration<BandwidthMonth>
{
    public void Configure(EntityTypeBuilder<BandwidthMonth> builder)
    {
        builder.ToTable("bandwidth_months");
        builder.HasKey(month => new { month.OwnerId, month.Type, month.Month });

        // The largest sums of a month, to see who is past a limit; and the oldest months, for the sweeper.
        builder.HasIndex(month => new { month.Month, month.Type, month.Bytes });
    }
}

internal sealed class QuotaOverrideConfiguration : IEntityTypeConfiguration<QuotaOverride>
{
    public void Configure(EntityTypeBuilder<QuotaOverride> builder)
    {
        builder.ToTable("quota_overrides");
        builder.HasKey(entry => new { entry.OwnerId, entry.Type });
        builder.Property(entry => entry.Note).HasMaxLength(QuotaOverride.MaxNoteLength);
    }
}

internal sealed class QuotaAlertConfiguration : IEntityTypeConfiguration<QuotaAlert>
{
    public void Configure(EntityTypeBuilder<QuotaAlert> builder)
    {
        builder.ToTable("quota_alerts");
        builder.HasKey(alert => new { alert.OwnerId, alert.Type });
    }
}

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
    }
}

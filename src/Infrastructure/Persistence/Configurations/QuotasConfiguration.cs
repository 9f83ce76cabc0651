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

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain.Accounts;
using Picora.Domain.Idempotency;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class KeptAnswerConfiguration : IEntityTypeConfiguration<KeptAnswer>
{
    public void Configure(EntityTypeBuilder<KeptAnswer> builder)
    {
        builder.ToTable("kept_answers");
        builder.HasKey(answer => answer.Id);
        builder.Property(answer => answer.Id).HasMaxLength(KeptAnswer.HashLength);
        builder.Property(answer => answer.Fingerprint).HasMaxLength(KeptAnswer.HashLength);
        builder.HasOne<User>().WithMany().HasForeignKey(answer => answer.OwnerId).OnDelete(DeleteBehavior.Cascade);

        // What has run out, for the sweeper.
        builder.HasIndex(answer => answer.ExpiresAt);
    }
}

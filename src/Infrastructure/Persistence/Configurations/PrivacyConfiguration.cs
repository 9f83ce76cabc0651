using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;
using Picora.Domain.Privacy;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class DataExportConfiguration : IEntityTypeConfiguration<DataExport>
{
    public void Configure(EntityTypeBuilder<DataExport> builder)
    {
        builder.ToTable("data_exports");
        builder.AreWork();
        builder.HasIndex(export => export.OwnerId);

        // What is past its time, for the sweeper.
        builder.HasIndex(export => export.ExpiresAt);
    }
}

internal sealed class AccountErasureConfiguration : IEntityTypeConfiguration<AccountErasure>
{
    public void Configure(EntityTypeBuilder<AccountErasure> builder)
    {
        builder.ToTable("account_erasures");
        builder.AreWork();
        builder.HasIndex(erasure => erasure.OwnerId);
        builder.HasMany(erasure => erasure.Parts).WithOne().HasForeignKey(part => part.ErasureId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ErasedPartConfiguration : IEntityTypeConfiguration<ErasedPart>
{
    public void Configure(EntityTypeBuilder<ErasedPart> builder)
    {
        builder.ToTable("erased_parts");
        builder.HasKey(part => new { part.ErasureId, part.Name });
        builder.Property(part => part.ErasureId).HasMaxLength(NanoId.Long);
        builder.Property(part => part.Name).HasMaxLength(ErasedPart.MaxNameLength);
    }
}

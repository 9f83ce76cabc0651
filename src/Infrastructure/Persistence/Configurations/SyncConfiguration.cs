using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;
using Picora.Domain.Media.Sync;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class MediaJournalConfiguration : IEntityTypeConfiguration<MediaJournal>
{
    public void Configure(EntityTypeBuilder<MediaJournal> builder)
    {
        builder.ToTable("media_journals");
        builder.HasKey(journal => journal.OwnerId);
    }
}

internal sealed class MediaChangeConfiguration : IEntityTypeConfiguration<MediaChange>
{
    public void Configure(EntityTypeBuilder<MediaChange> builder)
    {
        builder.ToTable("media_changes");
        builder.HasKey(change => new { change.OwnerId, change.MediumId });
        builder.Property(change => change.MediumId).HasMaxLength(NanoId.Long);

        // What has happened since, in order.
        builder.HasIndex(change => new { change.OwnerId, change.Revision, change.MediumId });

        // Deletions that have been told of for long enough.
        builder.HasIndex(change => new { change.Deleted, change.At });
    }
}

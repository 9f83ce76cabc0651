using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;

namespace Picora.Infrastructure.Persistence.Configurations;

/// <summary>What all rows that are background work have in common.</summary>
internal static class WorkItems
{
    public static void AreWork<TItem>(this EntityTypeBuilder<TItem> builder)
        where TItem : WorkItem
    {
        builder.HasKey(item => item.Id);
        builder.Property(item => item.Id).HasMaxLength(NanoId.Long);
        builder.Property(item => item.LeaseToken).HasMaxLength(NanoId.Long);
        builder.Property(item => item.LastError).HasMaxLength(WorkItem.MaxErrorLength);

        // What waits for a worker, the longest waiting first.
        builder.HasIndex(item => new { item.State, item.NextAttemptAt });
    }
}

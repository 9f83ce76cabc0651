using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;
using Picora.Domain.Administration;

namespace Picora.Infrastructure.Jobs;

/// <summary>What nodes know together of a scheduled job; there is none before it is wanted for the first time.</summary>
internal sealed class JobTurnRow
{
    public required string Name { get; init; }

    /// <summary>The newest moment of the schedule that a node has noted, so that no other one notes it again.</summary>
    public DateTimeOffset? FiredFor { get; init; }

    /// <summary>Since when a run is wanted, by the schedule or by somebody; null when none is.</summary>
    public DateTimeOffset? WantedAt { get; init; }

    /// <summary>Whose run it is that has not ended; null between runs.</summary>
    public string? LeaseToken { get; init; }

    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>Runs begun since the last one that came to an end.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether the schedule does not count. Who asks for a run gets one all the same.</summary>
    public bool Paused { get; init; }
}

internal sealed class JobTurnConfiguration : IEntityTypeConfiguration<JobTurnRow>
{
    public void Configure(EntityTypeBuilder<JobTurnRow> builder)
    {
        builder.ToTable("job_turns");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(JobRun.MaxNameLength);
        builder.Property(row => row.LeaseToken).HasMaxLength(NanoId.Long);
    }
}

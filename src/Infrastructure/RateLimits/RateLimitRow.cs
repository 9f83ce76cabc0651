using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>A <see cref="RateLedger"/> in the database; one row per count, which its windows use one after the other.</summary>
internal sealed class RateLimitRow
{
    public const int MaxSubjectLength = 100;
    public const int MaxCounterLength = 16;

    public required string Subject { get; init; }

    public required RateCounter Counter { get; init; }

    public required DateTimeOffset ResetAt { get; init; }

    public required int Used { get; init; }

    public required int Lent { get; init; }

    public required DateTimeOffset? CalledBackUntil { get; init; }
}

internal sealed class RateLimitRowConfiguration : IEntityTypeConfiguration<RateLimitRow>
{
    public void Configure(EntityTypeBuilder<RateLimitRow> builder)
    {
        builder.ToTable("rate_limits");
        builder.HasKey(row => new { row.Subject, row.Counter });
        builder.Property(row => row.Subject).HasMaxLength(RateLimitRow.MaxSubjectLength);
        builder.Property(row => row.Counter).HasConversion<string>().HasMaxLength(RateLimitRow.MaxCounterLength);

        // What every node looks for several times a second, and hardly ever finds.
        builder.HasIndex(row => row.CalledBackUntil);
    }
}

using System.ComponentModel.DataAnnotations;
using Picora.Application.Abstractions;

namespace Picora.Application.Privacy;

/// <summary>Settings under <c>Picora:Privacy</c>.</summary>
public sealed class PrivacyOptions
{
    public const string Section = "Picora:Privacy";

    /// <summary>Days that an export can be downloaded.</summary>
    [Range(1, 365)]
    public int ExportDays { get; set; } = 7;

    /// <summary>How many rows about a person who has closed their account are removed at once; others who write wait as long.</summary>
    [Range(1, 10_000)]
    public int ErasureBatch { get; set; } = 200;

    /// <summary>Exports and removals that a node works on at once.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 1;

    /// <summary>Seconds after which an export or a removal whose server fell silent is taken over.</summary>
    [Range(10, 86_400)]
    public int LeaseSeconds { get; set; } = 300;

    /// <summary>How often an export or a removal that breaks off is tried before operators have to look at it.</summary>
    [Range(1, 1000)]
    public int MaxAttempts { get; set; } = 20;

    /// <summary>Seconds before the second attempt; each later one waits twice as long, an hour at most.</summary>
    [Range(0, 3600)]
    public int RetrySeconds { get; set; } = 10;

    internal TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    internal WorkPace Pace => new(Lease, MaxAttempts, TimeSpan.FromSeconds(RetrySeconds));
}

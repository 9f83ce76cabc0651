using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media;

/// <summary>Settings under <c>Picora:Processing</c>: how the standing renditions are made.</summary>
public sealed class ProcessingOptions
{
    public const string Section = "Picora:Processing";

    /// <summary>Seconds after which a job whose worker fell silent is given to another one. Longer than a job's own deadline.</summary>
    [Range(1, 86400)]
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>How often a job that a crash, a deadline or the storage cut off is tried before it counts as failed.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>Seconds before the second attempt; each later one waits twice as long.</summary>
    [Range(0, 86400)]
    public int RetrySeconds { get; set; } = 5;
}

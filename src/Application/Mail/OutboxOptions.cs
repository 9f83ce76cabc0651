using System.ComponentModel.DataAnnotations;
using Picora.Application.Abstractions;

namespace Picora.Application.Mail;

/// <summary>Settings under <c>Picora:Mail:Outbox</c>: how long a mail is tried.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Picora:Mail:Outbox";

    /// <summary>How many mails a node sends at once.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 2;

    /// <summary>How often a mail is tried before it counts as failed. A code is given up when its time is over.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 16;

    /// <summary>Seconds before the second attempt; each later one waits twice as long, an hour at most.</summary>
    [Range(0, 3600)]
    public int RetrySeconds { get; set; } = 5;

    /// <summary>Seconds after which a mail whose server fell silent is given to another one; more than <c>Picora:Mail:TimeoutSeconds</c>.</summary>
    [Range(1, 3600)]
    public int LeaseSeconds { get; set; } = 30;

    /// <summary>Days that a mail which could not be sent stays for operators to see and send again.</summary>
    [Range(1, 365)]
    public int KeepFailedDays { get; set; } = 7;

    internal TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    internal WorkPace Pace => new(Lease, MaxAttempts, TimeSpan.FromSeconds(RetrySeconds));
}

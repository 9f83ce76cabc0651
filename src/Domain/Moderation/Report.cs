using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Domain.Moderation;

/// <summary>A report's id.</summary>
public readonly record struct ReportId(string Value)
{
    public static ReportId New() => new(NanoId.New());

    public static ReportId? Parse(string? text) => NanoId.IsValid(text, NanoId.Long) ? new ReportId(text!) : null;

    public static bool operator <(ReportId left, ReportId right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(ReportId left, ReportId right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public override string ToString() => Value;
}

public enum ReportStatus
{
    /// <summary>Waits for an operator.</summary>
    Pending,

    /// <summary>Something was done about it.</summary>
    Resolved,

    /// <summary>Nothing was to be done.</summary>
    Dismissed,
}

/// <summary>What a report is about.</summary>
/// <param name="OwnerId">Who has put it there.</param>
public sealed record ReportSubject(ReportTarget Target, string Id, UserId OwnerId);

/// <summary>Who reports.</summary>
/// <param name="Key">The same whenever the same person, or somebody from the same network without an account, reports; says nothing else.</param>
public sealed record Reporter(UserId? Id, string Key);

/// <summary>What somebody finds wrong with a thing that others can see. Its owner never learns of it.</summary>
public sealed class Report
{
    public const int MaxDetailsLength = 2000;
    public const int MaxNoteLength = 2000;
    public const int MaxReporterKeyLength = 100;

    // For the database.
    private Report() => TargetId = ReporterKey = string.Empty;

    public ReportId Id { get; private set; }

    public ReportTarget Target { get; private set; }

    public string TargetId { get; private set; }

    public UserId OwnerId { get; private set; }

    public ReportReason Reason { get; private set; }

    public string? Details { get; private set; }

    /// <summary>Null for somebody without an account, and for somebody who has left.</summary>
    public UserId? ReporterId { get; private set; }

    public string ReporterKey { get; private set; }

    public ReportStatus Status { get; private set; }

    /// <summary>Null while it waits.</summary>
    public ReportAction? Action { get; private set; }

    /// <summary>An operator's words for other operators.</summary>
    public string? Note { get; private set; }

    public UserId? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <param name="details">At most <see cref="MaxDetailsLength"/> long.</param>
    public static Report Create(ReportSubject subject, ReportReason reason, string? details, Reporter reporter, DateTimeOffset now) => new()
    {
        Id = ReportId.New(),
        Target = subject.Target,
        TargetId = subject.Id,
        OwnerId = subject.OwnerId,
        Reason = reason,
        Details = string.IsNullOrWhiteSpace(details) ? null : details,
        ReporterId = reporter.Id,
        ReporterKey = reporter.Key,
        Status = ReportStatus.Pending,
        CreatedAt = now,
    };

    public void Decide(ReportAction action, string? note, UserId by, DateTimeOffset now)
    {
        Status = action == ReportAction.Dismiss ? ReportStatus.Dismissed : ReportStatus.Resolved;
        Action = action;
        Note = string.IsNullOrWhiteSpace(note) ? null : note;
        DecidedBy = by;
        DecidedAt = now;
    }

    /// <summary>Forgets that somebody who leaves has had a part in it.</summary>
    public void Forget(UserId leaver)
    {
        if (ReporterId == leaver)
        {
            // Still unlike all others: nobody reports twice, and this one never again.
            (ReporterId, ReporterKey) = (null, Id.Value);
        }

        if (DecidedBy == leaver)
        {
            DecidedBy = null;
        }
    }
}

using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Privacy;

/// <summary>Everything about a person as one ZIP file, or the work of making it.</summary>
public sealed class DataExport : WorkItem
{
    // For the database.
    private DataExport()
    {
    }

    private DataExport(DateTimeOffset now)
        : base(now)
    {
    }

    public UserId OwnerId { get; private set; }

    /// <summary>Where the file is, or is being written; null before the first attempt.</summary>
    public ObjectKey? Key { get; private set; }

    public long SizeBytes { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>When the finished file goes.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public static DataExport Create(UserId owner, DateTimeOffset now) => new(now) { OwnerId = owner };
}

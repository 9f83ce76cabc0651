using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Domain.Media.Sync;

/// <summary>The latest that happened to a medium. A deleted one's stays for a while as its tombstone.</summary>
public sealed class MediaChange
{
    private MediaChange(UserId ownerId, string mediumId, MediaKind kind, long revision, bool deleted, DateTimeOffset at)
    {
        OwnerId = ownerId;
        MediumId = mediumId;
        Kind = kind;
        Revision = revision;
        Deleted = deleted;
        At = at;
    }

    public UserId OwnerId { get; private set; }

    public string MediumId { get; private set; }

    public MediaKind Kind { get; private set; }

    /// <summary>The journal's number of the change; what changed together has the same.</summary>
    public long Revision { get; private set; }

    public bool Deleted { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static MediaChange Create(UserId ownerId, string mediumId, MediaKind kind, long revision, bool deleted, DateTimeOffset at) =>
        new(ownerId, mediumId, kind, revision, deleted, at);
}

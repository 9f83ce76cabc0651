using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Privacy;

/// <summary>
/// The removal of everything about a person who has closed their account, and afterwards the receipt for it. The owner's id is random and
/// leads nowhere once the work is done.
/// </summary>
public sealed class AccountErasure : WorkItem
{
    private readonly List<ErasedPart> parts = [];

    // For the database.
    private AccountErasure()
    {
    }

    private AccountErasure(DateTimeOffset now)
        : base(now)
    {
    }

    public UserId OwnerId { get; private set; }

    /// <summary>Null while something is left.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    public IReadOnlyList<ErasedPart> Parts => parts;

    public static AccountErasure Create(UserId owner, DateTimeOffset now) => new(now) { OwnerId = owner };
}

/// <summary>How much of one kind was removed.</summary>
public sealed class ErasedPart
{
    public const int MaxNameLength = 40;

    // For the database.
    private ErasedPart() => (ErasureId, Name) = (string.Empty, string.Empty);

    public string ErasureId { get; private set; }

    /// <summary>Such as <c>images</c>.</summary>
    public string Name { get; private set; }

    public long Count { get; private set; }

    public long Bytes { get; private set; }

    public static ErasedPart Create(string erasureId, string name, long count, long bytes) =>
        new() { ErasureId = erasureId, Name = name, Count = count, Bytes = bytes };
}

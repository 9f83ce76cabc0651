namespace Picora.Domain;

public enum WorkState
{
    Waiting,
    Done,
    Failed,
}

/// <summary>
/// A piece of background work that is a row of its own: it says that it waits, and a worker that claims it holds a lease. What it is about is
/// in the deriving type.
/// </summary>
public abstract class WorkItem
{
    public const int MaxErrorLength = 500;

    // For the database.
    protected WorkItem() => Id = string.Empty;

    /// <param name="id">Null for a new one.</param>
    protected WorkItem(DateTimeOffset now, string? id = null) => (Id, CreatedAt, NextAttemptAt) = (id ?? NanoId.New(), now, now);

    public string Id { get; private set; }

    public WorkState State { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Null for work that is done or has failed for good.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>Who holds the item; null when nobody does.</summary>
    public string? LeaseToken { get; private set; }

    public DateTimeOffset? LeasedUntil { get; private set; }

    public string? LastError { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Gives a new item to whoever makes it, as its first attempt; a worker takes over when the lease runs out.</summary>
    public void LeaseToMaker(string token, DateTimeOffset until) => (LeaseToken, LeasedUntil, Attempts) = (token, until, 1);
}

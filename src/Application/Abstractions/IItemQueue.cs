using Picora.Domain;

namespace Picora.Application.Abstractions;

/// <summary>
/// A kind of work that waits in the rows of its own items: a row says that it waits, a worker claims it with a conditional update and a
/// lease, and the row records attempts and the last error. Nothing can be lost between the commit that created the item and its work.
/// </summary>
public interface IItemQueue
{
    /// <summary>The kind's name in job ids and lists, such as <c>image-variants</c>.</summary>
    string Kind { get; }


    /// <summary>Claims up to <paramref name="most"/> due items for this node. Their leases run out unless they finish first.</summary>
    Task<IReadOnlyList<string>> ClaimAsync(int most, CancellationToken cancellationToken);

    /// <summary>Works on one claimed item and records the outcome, whatever it is, in the item's row. False when the attempt failed.</summary>
    Task<bool> RunAsync(string claim, CancellationToken cancellationToken);

    /// <summary>How many items are in each state.</summary>
    Task<IReadOnlyDictionary<ItemState, int>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Items of one state, the longest waiting first.</summary>
    Task<IReadOnlyList<ItemJob>> ListAsync(ItemState state, int limit, CancellationToken cancellationToken);

    /// <summary>Makes an item due now with fresh attempts: a failed one again, a waiting one at once. False when there is no such item.</summary>
    Task<bool> RetryAsync(string subjectId, CancellationToken cancellationToken);
}

public enum ItemState
{
    Waiting,
    Running,
    Failed,
}

/// <summary>An item's work as an operator sees it.</summary>
public sealed record ItemJob(
    string Kind,
    string SubjectId,
    ItemState State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? LeasedUntil,
    string? LastError,
    DateTimeOffset CreatedAt);

/// <summary>Wakes the workers of this node, so that new work starts at once and not at the next poll.</summary>
public interface IWorkSignal
{
    void Wake(string kind);
}

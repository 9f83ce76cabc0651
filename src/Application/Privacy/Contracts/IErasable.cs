using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Privacy.Contracts;

/// <summary>What a module keeps about a person, as far as it must be gone when they close their account. Each module brings its own.</summary>
public interface IErasable
{
    /// <summary>The kind's name in receipts, such as <c>images</c>.</summary>
    string Name { get; }

    /// <summary>What pays for others, or is referred to by them, goes later.</summary>
    ErasureStage Stage { get; }

    /// <summary>Inside the unit of work that closes the account: makes what everybody can see of it invisible, in few statements.</summary>
    Task HideAsync(UserId owner, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Inside a unit of work: removes some. It is called until nothing was left, also again after a crash.</summary>
    /// <param name="most">As many rows at most, since others wait.</param>
    Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken);
}

public enum ErasureStage
{
    Uploads,
    Things,
    Accounting,
    Account,
}

/// <summary>What was removed at once.</summary>
public sealed record Erased(long Count, long Bytes)
{
    public static readonly Erased Nothing = new(0, 0);

    /// <summary>What is to do once the unit of work has committed; whatever a crash keeps from happening, somebody else makes up for.</summary>
    public Func<CancellationToken, Task>? Afterwards { get; init; }
}

/// <summary>Begins to remove everything about a person.</summary>
public interface IErasures
{
    /// <summary>Inside the unit of work that closes the account. What others can see of it is invisible with the commit; the rest goes soon after.</summary>
    /// <returns>The receipt's id.</returns>
    Task<string> BeginAsync(UserId owner, CancellationToken cancellationToken);

    /// <summary>Whether somebody has closed their account.</summary>
    Task<bool> HasBegunAsync(UserId owner, CancellationToken cancellationToken);
}

using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Contracts;

namespace Picora.Application.Media.Contracts;

/// <summary>
/// Notes what happens to media, for clients that keep a copy of somebody's library. Each call belongs in the unit of work of what it tells of,
/// as its last statement: from there to the commit, the owner's other changes wait.
/// </summary>
public interface IMediaJournal
{
    /// <summary>Opens a new person's journal, in the unit of work that creates the person.</summary>
    void Open(UserId owner);

    /// <summary>A new medium.</summary>
    Task AddedAsync(UserId owner, MediaKind kind, string id, CancellationToken cancellationToken);

    /// <summary>Something of these media that clients see is another, or they are back.</summary>
    Task ChangedAsync(UserId owner, MediaKind kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>These media are gone, for good or into the trash.</summary>
    Task DeletedAsync(UserId owner, MediaKind kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}

using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media.Library;

/// <summary>
/// What costs as much as a library is large, and holds until something happens to the owner's media, which the journal and the account of
/// pictures tell.
/// </summary>
internal sealed class LibraryMemory(IMediaDb db, IQuotaReader quotas, LibraryFacts facts)
{
    /// <summary>The state that the owner's library is in, to be read before what is remembered under its name.</summary>
    public async Task<LibraryState> StateAsync(UserId owner, CancellationToken cancellationToken)
    {
        var revision = await db.MediaJournals.Where(journal => journal.OwnerId == owner).Select(journal => journal.Revision).SingleOrDefaultAsync(cancellationToken);

        // What leaves the trash for good is in no journal, but gives back what it cost.
        return new LibraryState(owner, revision, await quotas.ItemsAsync(owner, QuotaType.ImageStorage, cancellationToken));
    }

    /// <param name="what">Says, together with the owner, what it is; compared by value.</param>
    public async Task<T> GetAsync<T>(LibraryState state, object what, Func<Task<T>> read)
        where T : notnull
    {
        if (facts.Find(state, what) is T known)
        {
            return known;
        }

        // A change in between makes this a fact of the next state under the name of this one, which is past and never asked for again.
        var value = await read();
        facts.Remember(state, what, value);
        return value;
    }
}

/// <param name="Revision">Of the owner's journal.</param>
/// <param name="Pictures">On the owner's account, those in the trash included.</param>
internal readonly record struct LibraryState(UserId Owner, long Revision, long Pictures);

/// <summary>The last known facts of some thousand libraries.</summary>
internal sealed class LibraryFacts
{
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<(UserId Owner, object What), (LibraryState State, object Value)> facts = new();

    /// <summary>Null when nothing is known of this state.</summary>
    public object? Find(LibraryState state, object what) =>
        facts.TryGetValue((state.Owner, what), out var known) && known.State == state ? known.Value : null;

    public void Remember(LibraryState state, object what, object value)
    {
        if (facts.Count >= Capacity)
        {
            facts.Clear();
        }

        facts[(state.Owner, what)] = (state, value);
    }
}

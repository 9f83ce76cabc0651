using System.Collections.Concurrent;

namespace Picora.Application.Abstractions;

/// <summary>
/// Remembers rows for exactly as long as nothing was committed anywhere (<see cref="IChangeClock"/>), so a change counts on the very next
/// request, as if nothing was remembered. Bounded: past <paramref name="capacity"/> it begins anew.
/// </summary>
internal sealed class RowCache<TKey, TRow>(IChangeClock clock, int capacity)
    where TKey : notnull
    where TRow : class
{
    private readonly ConcurrentDictionary<TKey, Entry> entries = new();

    /// <summary>The row by its key, remembered or read. That there is none is not remembered: anybody may ask for anything.</summary>
    public async ValueTask<TRow?> GetAsync(TKey key, Func<TKey, CancellationToken, Task<TRow?>> read, CancellationToken cancellationToken)
    {
        // Before the row is read: a commit in between makes the entry stale at once.
        if (clock.Read() is not { } now)
        {
            return await read(key, cancellationToken);
        }

        if (entries.TryGetValue(key, out var known) && known.At == now)
        {
            return known.Row;
        }

        var row = await read(key, cancellationToken);
        if (row is not null)
        {
            Remember(key, new Entry(now, row));
        }

        return row;
    }

    /// <summary>The row by its key if it is remembered; null when it has to be read.</summary>
    public TRow? TryGet(TKey key) => entries.TryGetValue(key, out var known) && known.At == clock.Read() ? known.Row : null;

    private void Remember(TKey key, Entry entry)
    {
        if (entries.Count >= capacity)
        {
            entries.Clear();
        }

        entries[key] = entry;
    }

    private sealed record Entry(long At, TRow Row);
}

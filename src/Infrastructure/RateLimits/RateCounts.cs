using System.Collections.Concurrent;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>The counts of many subjects. Those whose windows have ended are dropped now and then; past the capacity all are.</summary>
internal sealed class RateCounts(Func<RateKey, IRateCount> create, int capacity)
{
    private const int FirstSweep = 4096;

    private readonly ConcurrentDictionary<RateKey, IRateCount> counts = new();
    private readonly Lock sweeping = new();
    private int sweepAt = Math.Min(FirstSweep, capacity);

    public int Size => counts.Count;

    public IEnumerable<IRateCount> All => counts.Select(entry => entry.Value);

    public IRateCount Of(RateKey key) => counts.TryGetValue(key, out var known) ? known : Add(key);

    public IRateCount? Find(RateKey key) => counts.GetValueOrDefault(key);

    private IRateCount Add(RateKey key)
    {
        if (counts.Count >= sweepAt && sweeping.TryEnter())
        {
            try
            {
                Sweep(force: false);
                if (counts.Count >= capacity)
                {
                    Sweep(force: true);
                }

                sweepAt = Math.Min(Math.Max(FirstSweep, 2 * counts.Count), capacity);
            }
            finally
            {
                sweeping.Exit();
            }
        }

        return counts.GetOrAdd(key, create);
    }

    private void Sweep(bool force)
    {
        foreach (var entry in counts)
        {
            if (entry.Value.TryRetire(force))
            {
                counts.TryRemove(entry);
            }
        }
    }
}

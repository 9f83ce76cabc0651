using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>Whose bytes, of which kind, in which month (yyyymm).</summary>
internal readonly record struct BandwidthKey(UserId Owner, QuotaType Type, int Month);

internal sealed class BandwidthMeter(TimeProvider time, IMeterFactory meters) : IBandwidthMeter
{
    private readonly Counter<long> sent = meters.Create("Picora.Delivery").CreateCounter<long>(
        "picora.delivery.bytes", "By", "Bytes of media that went out, or that nginx was told to send, by the bandwidth that pays for them.");

    private readonly ConcurrentDictionary<BandwidthKey, long> counted = new();
    private long begun;
    private long ended;

    public void Count(UserId owner, QuotaType type, long bytes)
    {
        if (bytes > 0)
        {
            counted.AddOrUpdate(new BandwidthKey(owner, type, MonthOf(time.GetUtcNow())), static (_, add) => add, static (_, sum, add) => sum + add, bytes);
            sent.Add(bytes, new KeyValuePair<string, object?>("bandwidth", type.ToName()));
        }
    }

    /// <summary>What is not written yet.</summary>
    public IReadOnlyList<KeyValuePair<BandwidthKey, long>> Pending() => [.. counted];

    public long PendingOf(BandwidthKey key) => counted.GetValueOrDefault(key);

    /// <summary>How often sums began to move into their rows, and how often they were done with it.</summary>
    public (long Begun, long Ended) Moves => (Volatile.Read(ref begun), Volatile.Read(ref ended));

    /// <summary>Whether no sum has moved since: rows and memory together then told the whole, nothing of it twice.</summary>
    public bool IsStill((long Begun, long Ended) since) => since.Begun == since.Ended && since == Moves;

    /// <summary>Writes sums and forgets them; what was counted meanwhile stays. What cannot be written is kept for the next time.</summary>
    public async Task MoveAsync(IReadOnlyCollection<KeyValuePair<BandwidthKey, long>> sums, Func<Task> write)
    {
        Interlocked.Increment(ref begun);
        try
        {
            await write();
            Settle(sums);
        }
        finally
        {
            Interlocked.Increment(ref ended);
        }
    }

    private void Settle(IEnumerable<KeyValuePair<BandwidthKey, long>> written)
    {
        foreach (var (key, bytes) in written)
        {
            var left = counted.AddOrUpdate(key, static (_, add) => -add, static (_, sum, add) => sum - add, bytes);
            if (left == 0)
            {
                counted.TryRemove(KeyValuePair.Create(key, 0L));
            }
        }
    }

    public static int MonthOf(DateTimeOffset instant) => QuotaAccount.MonthOf(instant);
}

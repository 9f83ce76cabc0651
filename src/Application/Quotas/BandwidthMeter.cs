using System.Collections.Concurrent;
using Picora.Application.Quotas.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>Whose bytes, of which kind, in which month (yyyymm).</summary>
internal readonly record struct BandwidthKey(UserId Owner, QuotaType Type, int Month);

internal sealed class BandwidthMeter(TimeProvider time) : IBandwidthMeter
{
    private readonly ConcurrentDictionary<BandwidthKey, long> counted = new();

    public void Count(UserId owner, QuotaType type, long bytes)
    {
        if (bytes > 0)
        {
            counted.AddOrUpdate(new BandwidthKey(owner, type, MonthOf(time.GetUtcNow())), static (_, add) => add, static (_, sum, add) => sum + add, bytes);
        }
    }

    /// <summary>What is not written yet.</summary>
    public IReadOnlyList<KeyValuePair<BandwidthKey, long>> Pending() => [.. counted];

    public long PendingOf(BandwidthKey key) => counted.GetValueOrDefault(key);

    /// <summary>Forgets what was written; what was counted meanwhile stays.</summary>
    public void Settle(IEnumerable<KeyValuePair<BandwidthKey, long>> written)
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

using System.Collections.Concurrent;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>What is known of a key's use and not written down yet.</summary>
/// <param name="At">The last use; null when it was written down already and only bytes came after it.</param>
internal sealed record KeyUse(long Calls, long BytesIn, long BytesOut, DateTimeOffset? At, string Address, string UserAgent)
{
    public static readonly KeyUse None = new(0, 0, 0, null, string.Empty, string.Empty);

    public KeyUse And(KeyUse later) => new(
        Calls + later.Calls,
        BytesIn + later.BytesIn,
        BytesOut + later.BytesOut,
        later.At ?? At,
        later.At is null ? Address : later.Address,
        later.At is null ? UserAgent : later.UserAgent);
}

/// <summary>Uses of keys that are not written down yet.</summary>
internal sealed class KeyUsage : IKeyTraffic
{
    private readonly ConcurrentDictionary<ApiKeyId, KeyUse> uses = new();

    public void Note(ApiKeyId id, DateTimeOffset at, IClient client) => Add(id, new KeyUse(1, 0, 0, at, client.Address, client.UserAgent));

    public void Count(string keyId, long received, long sent) => Add(new ApiKeyId(keyId), KeyUse.None with { BytesIn = received, BytesOut = sent });

    /// <summary>Takes the uses out.</summary>
    public IReadOnlyList<KeyValuePair<ApiKeyId, KeyUse>> Take() =>
        [.. uses.Keys.Select(id => uses.TryRemove(id, out var use) ? KeyValuePair.Create(id, use) : default).Where(taken => taken.Value is not null)];

    /// <summary>Takes uses back that could not be written down.</summary>
    public void PutBack(IEnumerable<KeyValuePair<ApiKeyId, KeyUse>> taken)
    {
        foreach (var (id, use) in taken)
        {
            uses.AddOrUpdate(id, use, (_, later) => use.And(later));
        }
    }

    private void Add(ApiKeyId id, KeyUse use) => uses.AddOrUpdate(id, static (_, added) => added, static (_, known, added) => known.And(added), use);
}

using System.Collections.Concurrent;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>What is known of a key's use and not written down yet.</summary>
/// <param name="At">The last use; null when it was written down already and only bytes came after it.</param>
internal sealed record KeyUse(long Calls, long BytesIn, long BytesOut, DateTimeOffset? At, string Address, string UserAgent)
{
    public KeyUse And(KeyUse later) => new(
        Calls + later.Calls,
        BytesIn + later.BytesIn,
        BytesOut + later.BytesOut,
        later.At ?? At,
        later.At is null ? Address : later.Address,
        later.At is null ? UserAgent : later.UserAgent);
}

/// <summary>Uses of keys that are not written down yet. Every request with a key comes by here twice: nothing is allocated.</summary>
internal sealed class KeyUsage : IKeyTraffic
{
    private readonly ConcurrentDictionary<ApiKeyId, Tally> tallies = new();

    public void Note(ApiKeyId id, DateTimeOffset at, IClient client)
    {
        while (!Of(id).TryNote(at, client.Address, client.UserAgent))
        {
        }
    }

    public void Count(string keyId, long received, long sent)
    {
        while (!Of(new ApiKeyId(keyId)).TryCount(received, sent))
        {
        }
    }

    /// <summary>Takes the uses out.</summary>
    public IReadOnlyList<KeyValuePair<ApiKeyId, KeyUse>> Take() =>
        [.. tallies.Keys.Select(id => tallies.TryRemove(id, out var tally) ? KeyValuePair.Create(id, tally.Close()) : default).Where(taken => taken.Value is not null)];

    /// <summary>Takes uses back that could not be written down.</summary>
    public void PutBack(IEnumerable<KeyValuePair<ApiKeyId, KeyUse>> taken)
    {
        foreach (var (id, use) in taken)
        {
            while (!Of(id).TryPutBefore(use))
            {
            }
        }
    }

    private Tally Of(ApiKeyId id) => tallies.GetOrAdd(id, static _ => new Tally());

    /// <summary>One key's uses, until they are taken out; whoever comes too late turns to the next one.</summary>
    private sealed class Tally
    {
        private readonly Lock sync = new();
        private bool closed;
        private long calls;
        private long received;
        private long sent;
        private DateTimeOffset? lastAt;
        private string address = string.Empty;
        private string userAgent = string.Empty;

        public bool TryNote(DateTimeOffset at, string from, string agent)
        {
            lock (sync)
            {
                (calls, lastAt, address, userAgent) = (calls + 1, at, from, agent);
                return !closed;
            }
        }

        public bool TryCount(long bytesReceived, long bytesSent)
        {
            lock (sync)
            {
                (received, sent) = (received + bytesReceived, sent + bytesSent);
                return !closed;
            }
        }

        public bool TryPutBefore(KeyUse earlier)
        {
            lock (sync)
            {
                var whole = earlier.And(Use());
                (calls, received, sent, lastAt, address, userAgent) = (whole.Calls, whole.BytesIn, whole.BytesOut, whole.At, whole.Address, whole.UserAgent);
                return !closed;
            }
        }

        public KeyUse Close()
        {
            lock (sync)
            {
                closed = true;
                return Use();
            }
        }

        private KeyUse Use() => new(calls, received, sent, lastAt, address, userAgent);
    }
}

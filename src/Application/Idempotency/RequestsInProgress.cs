using System.Collections.Concurrent;

namespace Picora.Application.Idempotency;

/// <summary>The named requests that this process is carrying out.</summary>
internal sealed class RequestsInProgress
{
    private readonly ConcurrentDictionary<string, byte> ids = new(StringComparer.Ordinal);

    /// <summary>False when one of this name is being carried out.</summary>
    public bool TryEnter(string id) => ids.TryAdd(id, 0);

    public void Leave(string id) => ids.TryRemove(id, out _);
}

using System.Security.Cryptography;

namespace Picora.Application.Uploads.Sessions;

/// <summary>
/// The SHA-256 of the part of each upload that has arrived, as long as this node has seen all of it. After a restart or on another node there
/// is none, and the finished file is read once more instead.
/// </summary>
internal sealed class SessionHashes : IDisposable
{
    private const int Most = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> kept = new(StringComparer.Ordinal);
    private readonly LinkedList<string> order = new();

    /// <summary>Takes out the hash of exactly the first <paramref name="offset"/> bytes; null when there is none.</summary>
    public IncrementalHash? Take(string id, long offset)
    {
        var found = Remove(id);
        if (offset == 0)
        {
            found?.Hash.Dispose();
            return IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        }

        if (found?.Offset == offset)
        {
            return found.Hash;
        }

        found?.Hash.Dispose();
        return null;
    }

    public void Keep(string id, long offset, IncrementalHash hash)
    {
        Forget(id);
        string? oldest = null;
        lock (gate)
        {
            kept[id] = new Entry(offset, hash, order.AddLast(id));
            oldest = kept.Count > Most ? order.First!.Value : null;
        }

        if (oldest is not null)
        {
            Forget(oldest);
        }
    }

    public void Forget(string id) => Remove(id)?.Hash.Dispose();

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var entry in kept.Values)
            {
                entry.Hash.Dispose();
            }

            kept.Clear();
        }
    }

    private Entry? Remove(string id)
    {
        lock (gate)
        {
            if (!kept.Remove(id, out var found))
            {
                return null;
            }

            order.Remove(found.Place);
            return found;
        }
    }

    private sealed record Entry(long Offset, IncrementalHash Hash, LinkedListNode<string> Place);
}

using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Transforms;

/// <summary>
/// What is known of the kept variants: how large they are and when they were last asked for. Only in memory: the storage is the truth, and
/// this list may lag behind it.
/// </summary>
internal sealed class VariantIndex(long maxBytes)
{
    // Down to this share at once, so that the list is sorted seldom.
    private const double Kept = 0.9;

    private readonly Dictionary<ObjectKey, Entry> entries = [];
    private long bytes;

    public long Bytes
    {
        get
        {
            lock (entries)
            {
                return bytes;
            }
        }
    }

    /// <summary>Notes that a variant is kept, and was asked for at this moment; an earlier moment than the noted one changes nothing.</summary>
    public void Note(ObjectKey key, long size, DateTimeOffset usedAt)
    {
        lock (entries)
        {
            var known = entries.GetValueOrDefault(key);
            entries[key] = new Entry(size, Math.Max(known.UsedAt, usedAt.UtcTicks));
            bytes += size - known.Size;
        }
    }

    public void Forget(ObjectKey key)
    {
        lock (entries)
        {
            if (entries.Remove(key, out var known))
            {
                bytes -= known.Size;
            }
        }
    }

    /// <summary>When more is kept than may be: the variants to remove, those first that nobody asked for the longest. They are forgotten.</summary>
    public IReadOnlyList<ObjectKey> TakeExcess()
    {
        lock (entries)
        {
            if (bytes <= maxBytes)
            {
                return [];
            }

            var excess = new List<ObjectKey>();
            foreach (var (key, entry) in entries.OrderBy(entry => entry.Value.UsedAt).ToList())
            {
                if (bytes <= maxBytes * Kept)
                {
                    break;
                }

                entries.Remove(key);
                bytes -= entry.Size;
                excess.Add(key);
            }

            return excess;
        }
    }

    private readonly record struct Entry(long Size, long UsedAt);
}

using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Picora.Infrastructure.Telemetry.Prometheus;

/// <summary>Finds a set of tags by the span that a measurement brings, so that a measurement allocates nothing.</summary>
internal sealed class TagComparer : IEqualityComparer<Tag[]>, IAlternateEqualityComparer<ReadOnlySpan<Tag>, Tag[]>
{
    public static readonly TagComparer Instance = new();

    public bool Equals(Tag[]? x, Tag[]? y) => x is null || y is null ? x == y : Equals(x.AsSpan(), y);

    public int GetHashCode(Tag[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<Tag> alternate, Tag[] other)
    {
        if (alternate.Length != other.Length)
        {
            return false;
        }

        for (var i = 0; i < other.Length; i++)
        {
            if (!string.Equals(alternate[i].Key, other[i].Key, StringComparison.Ordinal) || !Equals(alternate[i].Value, other[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(ReadOnlySpan<Tag> alternate)
    {
        var hash = default(HashCode);
        foreach (var (_, value) in alternate)
        {
            // An instrument's tags have the same names each time, most of them.
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public Tag[] Create(ReadOnlySpan<Tag> alternate) => alternate.ToArray();
}

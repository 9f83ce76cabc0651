namespace Picora.Domain.Documents;

/// <summary>A title as lists are ordered by it: without regard to case, by code units.</summary>
public readonly record struct SortTitle
{
    private SortTitle(string value) => Value = value;

    public string Value { get; }

    public static SortTitle Of(string title) => new(title.ToLowerInvariant());

    /// <summary>For values that the database holds.</summary>
    public static SortTitle FromStored(string value) => new(value);

    public static bool operator <(SortTitle left, SortTitle right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(SortTitle left, SortTitle right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public static bool operator <=(SortTitle left, SortTitle right) => string.CompareOrdinal(left.Value, right.Value) <= 0;

    public static bool operator >=(SortTitle left, SortTitle right) => string.CompareOrdinal(left.Value, right.Value) >= 0;

    public override string ToString() => Value;
}

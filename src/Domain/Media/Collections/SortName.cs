namespace Picora.Domain.Media.Collections;

/// <summary>A name as lists are ordered by it: without regard to case, by code units.</summary>
public readonly record struct SortName
{
    private SortName(string value) => Value = value;

    public string Value { get; }

    public static SortName Of(string name) => new(name.ToLowerInvariant());

    /// <summary>For values that the database holds.</summary>
    public static SortName FromStored(string value) => new(value);

    public static bool operator <(SortName left, SortName right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(SortName left, SortName right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public static bool operator <=(SortName left, SortName right) => string.CompareOrdinal(left.Value, right.Value) <= 0;

    public static bool operator >=(SortName left, SortName right) => string.CompareOrdinal(left.Value, right.Value) >= 0;

    public override string ToString() => Value;
}

namespace Picora.Domain.Media.Collections;

/// <summary>A collection's id: a nanoid of 21 characters. Clients know it as <c>kbId</c> where it stands on an item.</summary>
public readonly record struct CollectionId
{
    private CollectionId(string value) => Value = value;

    public string Value { get; }

    public static CollectionId New() => new(NanoId.New());

    public static CollectionId? Parse(string? text) => NanoId.IsValid(text, NanoId.Long) ? new CollectionId(text!) : null;

    /// <summary>For values that the database holds.</summary>
    public static CollectionId FromStored(string value) => new(value);

    public static bool operator <(CollectionId left, CollectionId right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(CollectionId left, CollectionId right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public override string ToString() => Value;
}

namespace Picora.Domain.Media;

/// <summary>A picture's id: a nanoid of 11 characters, the first part of its public URL.</summary>
public readonly record struct ImageId
{
    private ImageId(string value) => Value = value;

    public string Value { get; }

    public static ImageId New() => new(NanoId.New(NanoId.Short));

    public static ImageId? Parse(string? text) => NanoId.IsValid(text, NanoId.Short) ? new ImageId(text!) : null;

    /// <summary>For values that the database holds.</summary>
    public static ImageId FromStored(string value) => new(value);

    public static bool operator <(ImageId left, ImageId right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(ImageId left, ImageId right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public override string ToString() => Value;
}

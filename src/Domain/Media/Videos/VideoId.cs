namespace Picora.Domain.Media.Videos;

/// <summary>A video's id: a nanoid of 21 characters.</summary>
public readonly record struct VideoId
{
    private VideoId(string value) => Value = value;

    public string Value { get; }

    public static VideoId New() => new(NanoId.New());

    public static VideoId? Parse(string? text) => NanoId.IsValid(text, NanoId.Long) ? new VideoId(text!) : null;

    /// <summary>For values that the database holds.</summary>
    public static VideoId FromStored(string value) => new(value);

    public static bool operator <(VideoId left, VideoId right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(VideoId left, VideoId right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public override string ToString() => Value;
}

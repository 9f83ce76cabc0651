using System.Globalization;

namespace Picora.Domain.Media;

/// <summary>One piece of a delivered file: a range of the stored bytes, or bytes of our own in their stead.</summary>
/// <param name="Literal">Null for a range of the stored file.</param>
public readonly record struct LayoutSegment(long Offset, long Length, ReadOnlyMemory<byte>? Literal)
{
    public static LayoutSegment Stored(long offset, long length) => new(offset, length, null);

    public static LayoutSegment Own(ReadOnlyMemory<byte> bytes) => new(0, bytes.Length, bytes);

    /// <summary>Zeros in the stead of something whose place must not move; at most <see cref="MaxBlank"/>.</summary>
    public static LayoutSegment Blank(int length) => Own(Zeros.AsMemory(0, length));

    public const int MaxBlank = 64 * 1024;

    private static readonly byte[] Zeros = new byte[MaxBlank];
}

/// <summary>
/// A stored file as strangers get it: the same encoded picture without the parts that speak of its author (EXIF, GPS, XMP, embedded
/// thumbnails). Nothing is copied or encoded again; the pieces are read from the stored file in order.
/// </summary>
public sealed class DeliveryLayout
{
    /// <summary>The longest text form that is stored; an odd file that needs more pieces is refused at inspection.</summary>
    public const int MaxTextLength = 4000;

    public DeliveryLayout(IReadOnlyList<LayoutSegment> segments)
    {
        Segments = segments;
        Length = segments.Sum(segment => segment.Length);
    }

    public IReadOnlyList<LayoutSegment> Segments { get; }

    /// <summary>The delivered size in bytes.</summary>
    public long Length { get; }

    /// <exception cref="FormatException">The text was not written by <see cref="ToString"/>.</exception>
    public static DeliveryLayout Parse(string text) => new([.. text.Split(';').Select(ParseSegment)]);

    /// <summary>
    /// The stored form: <c>offset+length</c> for stored ranges, <c>=base64</c> for own bytes, <c>*length</c> for own zeros, joined by semicolons.
    /// </summary>
    public override string ToString() => string.Join(';', Segments.Select(Format));

    private static string Format(LayoutSegment segment) => segment.Literal switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"{segment.Offset}+{segment.Length}"),
        { Length: > 0 and <= LayoutSegment.MaxBlank } bytes when !bytes.Span.ContainsAnyExcept((byte)0) =>
            string.Create(CultureInfo.InvariantCulture, $"*{bytes.Length}"),
        { } bytes => "=" + Convert.ToBase64String(bytes.Span),
    };

    private static LayoutSegment ParseSegment(string text)
    {
        if (text.StartsWith('='))
        {
            return LayoutSegment.Own(Convert.FromBase64String(text[1..]));
        }

        if (text.StartsWith('*'))
        {
            var length = int.Parse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
            return length is > 0 and <= LayoutSegment.MaxBlank
                ? LayoutSegment.Blank(length)
                : throw new FormatException($"Not a layout segment: '{text}'");
        }

        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus > 0
            ? LayoutSegment.Stored(
                long.Parse(text.AsSpan(0, plus), NumberStyles.None, CultureInfo.InvariantCulture),
                long.Parse(text.AsSpan(plus + 1), NumberStyles.None, CultureInfo.InvariantCulture))
            : throw new FormatException($"Not a layout segment: '{text}'");
    }
}

using System.Globalization;

namespace Picora.Domain.Media.Videos;

/// <param name="Duration">To the microsecond.</param>
/// <param name="Length">In bytes.</param>
public readonly record struct Segment(TimeSpan Duration, long Length);

/// <summary>The pieces of a rendition, which lie one behind the other in its file.</summary>
public sealed record SegmentIndex(IReadOnlyList<Segment> Segments)
{
    public TimeSpan Duration => Segments.Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Duration);

    /// <summary>Where a piece lies in the file; null when there is none of that number.</summary>
    public (long Offset, long Length)? Find(int number) =>
        number >= 0 && number < Segments.Count ? (Segments.Take(number).Sum(segment => segment.Length), Segments[number].Length) : null;

    /// <summary>The most bits per second that any piece needs; short ones at the end do not count.</summary>
    public long PeakBitRate()
    {
        var longest = Segments.Max(segment => segment.Duration);
        return Segments.Where(segment => segment.Duration * 2 >= longest).Max(BitRate);
    }

    public long AverageBitRate() => BitRate(new Segment(Duration, Segments.Sum(segment => segment.Length)));

    /// <exception cref="FormatException">The text was not written by <see cref="ToString"/>.</exception>
    public static SegmentIndex Parse(string text) => new([.. text.Split(';').Select(ParseSegment)]);

    /// <summary>The stored form: <c>microseconds:bytes</c>, joined by semicolons.</summary>
    public override string ToString() => string.Join(
        ';', Segments.Select(segment => string.Create(CultureInfo.InvariantCulture, $"{segment.Duration.Ticks / TimeSpan.TicksPerMicrosecond}:{segment.Length}")));

    private static long BitRate(Segment segment) => (long)Math.Ceiling(segment.Length * 8 / Math.Max(0.001, segment.Duration.TotalSeconds));

    private static Segment ParseSegment(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var microseconds = long.Parse(text.AsSpan(0, Math.Max(0, colon)), NumberStyles.None, CultureInfo.InvariantCulture);
        return new Segment(TimeSpan.FromMicroseconds(microseconds), long.Parse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}

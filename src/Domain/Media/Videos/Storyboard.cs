using System.Globalization;

namespace Picora.Domain.Media.Videos;

/// <summary>Small pictures of a video at even distances, side by side in one picture, row by row.</summary>
/// <param name="Interval">From one to the next.</param>
/// <param name="Tile">The size of one.</param>
public sealed record Storyboard(TimeSpan Interval, Dimensions Tile, int Columns, int Count)
{
    private const int MostTiles = 100;
    private const int MostColumns = 10;
    private const int LongerSide = 160;

    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(1);

    public int Rows => (Count + Columns - 1) / Columns;

    public Dimensions Size => new(Columns * Tile.Width, Rows * Tile.Height);

    /// <param name="source">The video as a person sees it.</param>
    public static Storyboard For(Dimensions source, TimeSpan duration)
    {
        var interval = TimeSpan.FromSeconds(Math.Max(LeastInterval.TotalSeconds, Math.Ceiling(duration.TotalSeconds / MostTiles)));
        var count = Math.Clamp((int)Math.Round(duration / interval), 1, MostTiles);
        var share = Math.Min(1, (double)LongerSide / Math.Max(source.Width, source.Height));
        return new Storyboard(interval, new Dimensions(Even(source.Width * share), Even(source.Height * share)), Math.Min(count, MostColumns), count);
    }

    /// <exception cref="FormatException">The text was not written by <see cref="ToString"/>.</exception>
    public static Storyboard Parse(string text)
    {
        var numbers = text.Split(';').Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)).ToList();
        return numbers is [var seconds, var width, var height, var columns, var count]
            ? new Storyboard(TimeSpan.FromSeconds(seconds), new Dimensions(width, height), columns, count)
            : throw new FormatException($"Not a storyboard: '{text}'");
    }

    /// <summary>The stored form: whole seconds, width, height, columns and count, joined by semicolons.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)Interval.TotalSeconds};{Tile.Width};{Tile.Height};{Columns};{Count}");

    private static int Even(double length) => Math.Max(2, 2 * (int)Math.Round(length / 2, MidpointRounding.AwayFromZero));
}

using System.Globalization;

namespace Picora.Infrastructure.Imaging.Vips.Digest;

/// <summary>A picture's main colour, and the hash by which alike pictures are found.</summary>
internal static class Likeness
{
    private const int Columns = 9;
    private const int Rows = 8;
    private const double Visible = 0.5;

    /// <summary>The mean of the largest group of near colours; null when nothing shows.</summary>
    public static string? DominantColour(SmallPicture picture)
    {
        var groups = Enumerable.Range(0, picture.Count).Where(pixel => picture.Alpha(pixel) >= Visible)
            .GroupBy(pixel => (picture.Pixels[pixel * 4] >> 5, picture.Pixels[(pixel * 4) + 1] >> 5, picture.Pixels[(pixel * 4) + 2] >> 5))
            .ToList();
        if (groups.Count == 0)
        {
            return null;
        }

        var largest = groups.MaxBy(group => group.Count())!.ToList();
        var mean = Enumerable.Range(0, 3).Select(band => (int)Math.Round(largest.Average(pixel => picture.Pixels[(pixel * 4) + band]))).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"#{mean[0]:x2}{mean[1]:x2}{mean[2]:x2}");
    }

    /// <summary>A bit for each of eight by eight places: whether it is brighter than the place to its right.</summary>
    public static string DifferenceHash(SmallPicture picture)
    {
        var hash = 0UL;
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns - 1; column++)
            {
                var brighter = Brightness(picture, column, row) > Brightness(picture, column + 1, row) + 0.002;
                hash = (hash << 1) | (brighter ? 1UL : 0);
            }
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    // The mean over a field of nine by eight, on white; at least the one pixel in its middle.
    private static double Brightness(SmallPicture picture, int column, int row)
    {
        var (left, right) = Span(column, Columns, picture.Width);
        var (top, bottom) = Span(row, Rows, picture.Height);
        var sum = 0.0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var pixel = (y * picture.Width) + x;
                var light = (0.299 * picture.Channel(pixel, 0)) + (0.587 * picture.Channel(pixel, 1)) + (0.114 * picture.Channel(pixel, 2));
                sum += (light * picture.Alpha(pixel)) + 1 - picture.Alpha(pixel);
            }
        }

        return sum / ((right - left) * (bottom - top));
    }

    private static (int From, int To) Span(int index, int count, int length)
    {
        var from = Math.Min(index * length / count, length - 1);
        return (from, Math.Max((index + 1) * length / count, from + 1));
    }
}

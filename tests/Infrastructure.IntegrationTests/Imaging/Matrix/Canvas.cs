using Picora.Domain.Media;

namespace Picora.Infrastructure.IntegrationTests.Imaging.Matrix;

/// <summary>
/// A picture that is known everywhere: soft shades that go from side to side, so that it looks alike at any size, and every frame its own.
/// </summary>
internal static class Canvas
{
    public static readonly Dimensions Size = new(240, 160);

    /// <summary>The colour at a place, given as shares of width and height; opaque.</summary>
    public static byte[] At(double across, double down, int frame = 0) =>
        [Shade(across), Shade(down), (byte)(220 - (60 * frame) - (int)(120 * across * down))];

    /// <summary>The picture's pixels, red first, frames below each other.</summary>
    /// <param name="alpha">The opacity at a place; null for a picture without.</param>
    /// <param name="orientation">Stored as a camera does that then says this EXIF orientation.</param>
    public static byte[] Pixels(Func<double, double, byte>? alpha = null, int frames = 1, int orientation = 1)
    {
        var (width, height) = Stored(orientation);
        var pixels = new List<byte>(width * height * frames * 4);
        for (var row = 0; row < height * frames; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (x, y) = Seen(column, row % height, orientation);
                var (across, down) = ((x + 0.5) / Size.Width, (y + 0.5) / Size.Height);
                pixels.AddRange(At(across, down, row / height));
                if (alpha is not null)
                {
                    pixels.Add(alpha(across, down));
                }
            }
        }

        return [.. pixels];
    }

    public static Dimensions Stored(int orientation) => orientation >= 5 ? new Dimensions(Size.Height, Size.Width) : Size;

    // By the table of the EXIF standard.
    private static (int X, int Y) Seen(int x, int y, int orientation)
    {
        var (right, bottom) = (Size.Width - 1, Size.Height - 1);
        return orientation switch
        {
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (right - y, x),
            7 => (right - y, bottom - x),
            8 => (y, bottom - x),
            _ => (x, y),
        };
    }

    private static byte Shade(double share) => (byte)(30 + (200 * share));
}

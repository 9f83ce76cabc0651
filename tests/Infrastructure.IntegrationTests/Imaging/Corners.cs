using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>A square of four colours: red and blue above, green and white below.</summary>
internal static class Corners
{
    /// <summary>The square's pixels as a camera stores them that then says this EXIF orientation.</summary>
    public static byte[] Stored(int orientation, int side)
    {
        var pixels = new byte[side * side * 3];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var last = side - 1;
                // Where a stored pixel is seen, by the table of the EXIF standard.
                var (seenX, seenY) = orientation switch
                {
                    2 => (last - x, y),
                    3 => (last - x, last - y),
                    4 => (x, last - y),
                    5 => (y, x),
                    6 => (last - y, x),
                    7 => (last - y, last - x),
                    8 => (y, last - x),
                    _ => (x, y),
                };
                Colour(seenX * 2 / side, seenY * 2 / side).CopyTo(pixels, ((y * side) + x) * 3);
            }
        }

        return pixels;
    }

    /// <summary>The colours of the corners, row by row.</summary>
    public static string Read(DecodedPicture picture)
    {
        var (right, bottom) = (picture.Width - 10, picture.Height - 10);
        return string.Concat(Name(picture.At(10, 10)), Name(picture.At(right, 10)), Name(picture.At(10, bottom)), Name(picture.At(right, bottom)));
    }

    private static byte[] Colour(int column, int row) => (column, row) switch
    {
        (0, 0) => [230, 20, 20],
        (1, 0) => [20, 20, 230],
        (0, 1) => [20, 200, 20],
        _ => [250, 250, 250],
    };

    private static char Name(byte[] pixel) => (pixel[0] > 128, pixel[1] > 128, pixel[2] > 128) switch
    {
        (true, false, false) => 'R',
        (false, true, false) => 'G',
        (false, false, true) => 'B',
        (true, true, true) => 'W',
        _ => '?',
    };
}

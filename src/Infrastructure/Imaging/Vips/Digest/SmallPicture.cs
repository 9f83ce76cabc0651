namespace Picora.Infrastructure.Imaging.Vips.Digest;

/// <summary>A picture of at most 100 by 100 pixels: four bytes each, red first, row by row.</summary>
internal sealed record SmallPicture(int Width, int Height, byte[] Pixels)
{
    public int Count => Width * Height;

    /// <summary>From 0 to 1.</summary>
    public double Alpha(int pixel) => Pixels[(pixel * 4) + 3] / 255.0;

    /// <summary>From 0 to 1, whatever the transparency.</summary>
    public double Channel(int pixel, int band) => Pixels[(pixel * 4) + band] / 255.0;
}

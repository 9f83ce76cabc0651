using Picora.Infrastructure.Imaging.Vips;

namespace Picora.Testing.Imaging;

/// <summary>A picture's pixels as a viewer would get them, and whether it still carries what strangers must not see.</summary>
/// <param name="Bands">3 without, 4 with transparency.</param>
public sealed record DecodedPicture(int Width, int Height, int Bands, byte[] Pixels, bool HasExif, bool HasXmp, bool HasProfile)
{
    public static DecodedPicture WebP(byte[] file) => Decode(file, "webpload_buffer");

    public static DecodedPicture Jpeg(byte[] file) => Decode(file, "jpegload_buffer");

    public static DecodedPicture Png(byte[] file) => Decode(file, "pngload_buffer");

    public static DecodedPicture Avif(byte[] file) => Decode(file, "heifload_buffer");

    public static DecodedPicture Gif(byte[] file) => Decode(file, "gifload_buffer");

    public static DecodedPicture Svg(byte[] file) => Decode(file, "svgload_buffer");

    /// <summary>How many frames a WebP file has.</summary>
    public static int Frames(byte[] webP) => TestVips.Frames(webP, "webpload_buffer");

    /// <summary>All frames of a WebP file, below each other.</summary>
    public static DecodedPicture AllFrames(byte[] webP) => Decode(webP, "webpload_buffer", allFrames: true);

    /// <summary>The bytes of one pixel, red first.</summary>
    public byte[] At(int x, int y)
    {
        var start = ((y * Width) + x) * Bands;
        return Pixels[start..(start + Bands)];
    }

    private static DecodedPicture Decode(byte[] file, string loader, bool allFrames = false)
    {
        using var image = TestVips.Load(file, loader, allFrames);
        var pixels = TestVips.ToPixels(image);
        return new DecodedPicture(
            image.Width, image.Height, pixels.Length / image.Width / image.Height, pixels, Has(image, "exif-data"), Has(image, "xmp-data"), image.HasColourProfile);
    }

    private static bool Has(VipsImage image, string field) => VipsNative.TypeOfField(image.Handle, field) != 0;
}

using System.Runtime.InteropServices;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Vips.Digest;

/// <summary>Looks at a picture that is decoded already.</summary>
internal static class Digests
{
    private const int Box = 100;
    private const int OnlyShrink = 2;
    private const int Srgb = 22;
    private const int UnsignedBytes = 0;

    /// <param name="image">A rendition of the picture; small ones are as good as large ones.</param>
    /// <exception cref="VipsException">There is not enough memory.</exception>
    public static PictureDigest Of(VipsImage image, string colourSpace)
    {
        var small = Shrink(image);
        return new PictureDigest(
            colourSpace, Likeness.DominantColour(small), Convert.ToBase64String(ThumbHash.Encode(small)), Likeness.DifferenceHash(small));
    }

    private static SmallPicture Shrink(VipsImage image)
    {
        using var thumbnail = new VipsOperation("thumbnail_image").With("in", image).With("width", Box).With("height", Box).With("size", OnlyShrink);
        using var small = thumbnail.RunToImage();
        using var space = new VipsOperation("colourspace").With("in", small).With("space", Srgb);
        using var colours = space.RunToImage();
        using var cast = new VipsOperation("cast").With("in", colours).With("format", UnsignedBytes);
        using var bytes = cast.RunToImage();
        if (bytes.HasAlpha)
        {
            return Read(bytes);
        }

        using var add = new VipsOperation("addalpha").With("in", bytes);
        using var opaque = add.RunToImage();
        return Read(opaque);
    }

    private static SmallPicture Read(VipsImage image)
    {
        var data = VipsNative.WriteToMemory(image.Handle, out var length);
        if (data == 0)
        {
            throw VipsException.Take("digest");
        }

        var pixels = new byte[(int)length];
        Marshal.Copy(data, pixels, 0, pixels.Length);
        VipsNative.Free(data);
        return new SmallPicture(image.Width, image.Height, pixels);
    }
}

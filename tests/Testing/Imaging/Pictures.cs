using System.Text;
using Picora.Infrastructure.Imaging.Vips;

namespace Picora.Testing.Imaging;

/// <summary>Makes real pictures with libvips, in this process. No two calls return the same bytes, unless a seed is given.</summary>
public static class Pictures
{
    private const int KeepNothing = 0;
    private const int KeepAll = 31;

    private static int lastSeed = Environment.ProcessId << 8;

    public static byte[] Jpeg(int width = 640, int height = 480, PictureMetadata? metadata = null, int? seed = null, int quality = 88) =>
        Save(Paint(width, height, 3, seed), width, height, 3, metadata, "jpegsave_buffer", save => save.With("Q", quality));

    /// <summary>Four thousand by three thousand pixels with detail, as a telephone held upright makes it, with the place it was taken at.</summary>
    public static byte[] PhotoJpeg(int? seed = null) => Jpeg(4000, 3000, new PictureMetadata(Orientation: 6, Gps: true, Xmp: true), seed);

    public static byte[] Png(int width = 320, int height = 240, PictureMetadata? metadata = null, int? seed = null, bool alpha = false)
    {
        var bands = alpha ? 4 : 3;
        return Save(Paint(width, height, bands, seed), width, height, bands, metadata, "pngsave_buffer", save => save.With("compression", 1));
    }

    public static byte[] WebP(int width = 320, int height = 240, PictureMetadata? metadata = null, int? seed = null, int frames = 1, bool alpha = false)
    {
        var bands = alpha ? 4 : 3;
        return Save(Paint(width, height * frames, bands, seed), width, height, bands, metadata, "webpsave_buffer", save => save.With("effort", 0));
    }

    public static byte[] Gif(int width = 160, int height = 120, int? seed = null, int frames = 1) =>
        Save(Paint(width, height * frames, 3, seed), width, height, 3, null, "gifsave_buffer", save => save.With("effort", 1));

    public static byte[] Avif(int width = 320, int height = 240, PictureMetadata? metadata = null, int? seed = null) =>
        Save(Paint(width, height, 3, seed), width, height, 3, metadata, "heifsave_buffer", save => save.With("compression", 4).With("effort", 0));

    /// <summary>As telephones write it. Only where <see cref="CanMakeHeic"/>.</summary>
    public static byte[] Heic(int width = 320, int height = 240, PictureMetadata? metadata = null, int? seed = null, bool alpha = false) =>
        HeicOf(Paint(width, height, alpha ? 4 : 3, seed), width, height, metadata);

    /// <summary>Whether this machine can make HEIC files.</summary>
    public static bool CanMakeHeic => HeicFiles.CanMake;

    /// <summary>The caller's own pixels as HEIC, turned by its container as the metadata says.</summary>
    public static byte[] HeicOf(byte[] pixels, int width, int height, PictureMetadata? metadata = null) => HeicFiles.Make(
        pixels, width, height, pixels.Length / width / height, metadata?.Orientation ?? 1, metadata is { Gps: true } ? Exif(metadata) : null, metadata?.ColourProfile);

    public static byte[] Tiff(int width = 320, int height = 240, PictureMetadata? metadata = null, int? seed = null, bool alpha = false, int compression = 0)
    {
        var bands = alpha ? 4 : 3;
        return Save(Paint(width, height, bands, seed), width, height, bands, metadata, "tiffsave_buffer", save => save.With("compression", compression));
    }

    /// <summary>Every channel of every pixel of one value of sixteen bits.</summary>
    public static byte[] DeepTiff(int width, int height, ushort value)
    {
        var pixels = new byte[width * height * 3];
        using var image = TestVips.FromPixels(pixels, width, height, 3);
        using var brighten = new VipsOperation("linear").With("in", image).With("a", [1.0]).With("b", [(double)value]);
        using var bright = brighten.RunToImage();
        using var cast = new VipsOperation("cast").With("in", bright).With("format", 2);
        using var deep = cast.RunToImage();
        using var copy = new VipsOperation("copy").With("in", deep).With("interpretation", 25);
        using var image16 = copy.RunToImage();
        using var save = new VipsOperation("tiffsave_buffer").With("in", image16);
        return save.RunToBytes();
    }

    public static byte[] Bmp(int width = 320, int height = 240, int? seed = null) => Bitmaps.Of(Paint(width, height, 3, seed), width, height);

    /// <summary>A block of EXIF as a camera writes it, without what containers put before it.</summary>
    public static byte[] Exif(PictureMetadata metadata)
    {
        var file = Jpeg(8, 8, metadata, seed: 1);
        var start = file.AsSpan().IndexOf("Exif\0\0"u8);
        return file[(start + 6)..(start - 2 + ((file[start - 2] << 8) | file[start - 1]))];
    }

    /// <summary>Every pixel of one colour.</summary>
    public static byte[] PlainJpeg(int width, int height, (byte Red, byte Green, byte Blue) colour, PictureMetadata? metadata = null)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i += 3)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = colour;
        }

        return Save(pixels, width, height, 3, metadata, "jpegsave_buffer", save => save.With("Q", 95));
    }

    /// <summary>A picture of the caller's own pixels, row by row, three or four bytes each.</summary>
    public static byte[] JpegOf(byte[] pixels, int width, int height, PictureMetadata? metadata = null) =>
        Save(pixels, width, height, pixels.Length / width / height, metadata, "jpegsave_buffer", save => save.With("Q", 95));

    /// <summary>A picture of the caller's own pixels, frames below each other, by a libvips saver such as <c>pngsave_buffer</c>.</summary>
    public static byte[] Of(byte[] pixels, int width, int height, int bands, string saver, int? quality = null, int? compression = null) =>
        Save(pixels, width, height, bands, null, saver, save =>
        {
            if (quality is { } q)
            {
                save.With("Q", q);
            }

            if (compression is { } codec)
            {
                save.With("compression", codec).With("effort", 0);
            }
        });

    private static byte[] Save(
        byte[] pixels, int width, int height, int bands, PictureMetadata? metadata, string saver, Action<VipsOperation> configure)
    {
        using var image = TestVips.FromPixels(pixels, width, pixels.Length / width / bands, bands);
        if (image.Height != height)
        {
            TestVips.SetInt(image.Handle, "page-height", height);
        }

        if (metadata is not null)
        {
            Describe(image.Handle, metadata);
        }

        // Told to keep all, libvips writes EXIF even where there was none.
        using var save = new VipsOperation(saver).With("in", image).With("keep", metadata is null ? KeepNothing : KeepAll);
        configure(save);
        return save.RunToBytes();
    }

    private static void Describe(nint image, PictureMetadata metadata)
    {
        if (metadata.Orientation is { } orientation)
        {
            TestVips.SetInt(image, "orientation", orientation);
        }

        if (metadata.Gps)
        {
            TestVips.SetString(image, "exif-ifd0-Make", PictureMetadata.Camera);
            TestVips.SetString(image, "exif-ifd0-Model", "Mark II");
            TestVips.SetString(image, "exif-ifd2-LensModel", "35 mm F1.8");
            TestVips.SetString(image, "exif-ifd2-DateTimeOriginal", "2026:01:31 12:34:56");
            TestVips.SetString(image, "exif-ifd2-BodySerialNumber", "SN-4711");
            TestVips.SetString(image, "exif-ifd3-GPSLatitude", "52/1 31/1 12/1");
            TestVips.SetString(image, "exif-ifd3-GPSLongitude", "13/1 24/1 36/1");
        }

        if (metadata.Xmp)
        {
            var packet = Encoding.UTF8.GetBytes(
                "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
                + $"xmlns:dc='http://purl.org/dc/elements/1.1/' dc:creator='{PictureMetadata.Person}'/></rdf:RDF></x:xmpmeta>");
            TestVips.SetBlob(image, "xmp-data", packet, (nuint)packet.Length);
        }

        if (metadata.ColourProfile is { } profile)
        {
            TestVips.SetBlob(image, "icc-profile-data", profile, (nuint)profile.Length);
        }
    }

    // Soft shapes with fine grain: about as hard on the codecs as a photograph.
    private static byte[] Paint(int width, int height, int bands, int? seed)
    {
        var pixels = new byte[width * height * bands];
        var noise = (uint)(seed ?? Interlocked.Increment(ref lastSeed)) * 2654435761u;
        var phase = noise & 0xFF;
        for (int y = 0, at = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                noise ^= noise << 13;
                noise ^= noise >> 17;
                noise ^= noise << 5;
                var shape = ((x * y) >> 9) + (int)phase;
                for (var band = 0; band < bands; band++)
                {
                    var grain = (int)(noise >> (8 * band)) & 0x0F;
                    pixels[at++] = (byte)(((shape + (x >> (2 + (band & 1))) + (y >> 3) + (band * 60)) & 0xE0) + grain);
                }
            }
        }

        return pixels;
    }
}

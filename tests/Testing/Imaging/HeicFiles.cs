using System.Runtime.InteropServices;
using Picora.Infrastructure.Imaging.Vips.Decoders;

namespace Picora.Testing.Imaging;

/// <summary>Makes HEIC files with the system's libheif, as telephones do.</summary>
internal static partial class HeicFiles
{
    private const string Library = "libheif.so.1";
    private const int OrientationOffset = 20;

    /// <summary>Whether this machine can make them: its libheif has an encoder of HEVC.</summary>
    public static bool CanMake => HeicDecoder.IsInstalled && HasEncoder(HeifNative.Hevc) != 0;

    public static byte[] Make(byte[] pixels, int width, int height, int bands, int orientation, byte[]? exif, byte[]? profile)
    {
        var path = Path.GetTempFileName();
        var context = HeifNative.NewContext();
        try
        {
            Check(NewImage(width, height, HeifNative.Rgb, bands == 4 ? HeifNative.InterleavedRgba : HeifNative.InterleavedRgb, out var image));
            Fill(image, pixels, width, height, bands);
            if (profile is not null)
            {
                Check(SetProfile(image, "prof", profile, (nuint)profile.Length));
            }

            var handle = Encode(context, image, orientation);
            if (exif is not null)
            {
                Check(AddExif(context, handle, exif, exif.Length));
            }

            Check(Write(context, path));
            HeifNative.ReleaseHandle(handle);
            HeifNative.ReleaseImage(image);
            return File.ReadAllBytes(path);
        }
        finally
        {
            HeifNative.FreeContext(context);
            File.Delete(path);
        }
    }

    private static unsafe void Fill(nint image, byte[] pixels, int width, int height, int bands)
    {
        Check(AddPlane(image, HeifNative.Interleaved, width, height, 8));
        var plane = (byte*)Plane(image, HeifNative.Interleaved, out var stride);
        for (var y = 0; y < height; y++)
        {
            pixels.AsSpan(y * width * bands, width * bands).CopyTo(new Span<byte>(plane + (y * stride), width * bands));
        }
    }

    private static nint Encode(nint context, nint image, int orientation)
    {
        Check(Encoder(context, HeifNative.Hevc, out var encoder));
        Check(SetQuality(encoder, 90));
        var options = NewOptions();
        Marshal.WriteInt32(options, OrientationOffset, orientation);
        Check(Encode(context, image, encoder, options, out var handle));
        FreeOptions(options);
        FreeEncoder(encoder);
        return handle;
    }

    private static void Check(Error error)
    {
        if (error.Code != 0)
        {
            throw new InvalidOperationException(Marshal.PtrToStringUTF8(error.Message));
        }
    }

    [LibraryImport(Library, EntryPoint = "heif_have_encoder_for_format")]
    private static partial int HasEncoder(int format);

    [LibraryImport(Library, EntryPoint = "heif_image_create")]
    private static partial Error NewImage(int width, int height, int colourSpace, int chroma, out nint image);

    [LibraryImport(Library, EntryPoint = "heif_image_add_plane")]
    private static partial Error AddPlane(nint image, int channel, int width, int height, int bits);

    [LibraryImport(Library, EntryPoint = "heif_image_get_plane")]
    private static partial nint Plane(nint image, int channel, out int stride);

    [LibraryImport(Library, EntryPoint = "heif_image_set_raw_color_profile", StringMarshalling = StringMarshalling.Utf8)]
    private static partial Error SetProfile(nint image, string type, byte[] profile, nuint length);

    [LibraryImport(Library, EntryPoint = "heif_context_get_encoder_for_format")]
    private static partial Error Encoder(nint context, int format, out nint encoder);

    [LibraryImport(Library, EntryPoint = "heif_encoder_set_lossy_quality")]
    private static partial Error SetQuality(nint encoder, int quality);

    [LibraryImport(Library, EntryPoint = "heif_encoder_release")]
    private static partial void FreeEncoder(nint encoder);

    [LibraryImport(Library, EntryPoint = "heif_encoding_options_alloc")]
    private static partial nint NewOptions();

    [LibraryImport(Library, EntryPoint = "heif_encoding_options_free")]
    private static partial void FreeOptions(nint options);

    [LibraryImport(Library, EntryPoint = "heif_context_encode_image")]
    private static partial Error Encode(nint context, nint image, nint encoder, nint options, out nint handle);

    [LibraryImport(Library, EntryPoint = "heif_context_add_exif_metadata")]
    private static partial Error AddExif(nint context, nint handle, byte[] exif, int length);

    [LibraryImport(Library, EntryPoint = "heif_context_write_to_file", StringMarshalling = StringMarshalling.Utf8)]
    private static partial Error Write(nint context, string path);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Error(int Code, int Subcode, nint Message);
}

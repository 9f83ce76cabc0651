using System.Runtime.InteropServices;

namespace Picora.Infrastructure.Imaging.Vips.Decoders;

/// <summary>The entry points of the system's libheif, which decodes HEVC. (The copy inside our libvips decodes AV1 only.)</summary>
internal static partial class HeifNative
{
    public const int Hevc = 1;
    public const int Rgb = 1;
    public const int InterleavedRgb = 10;
    public const int InterleavedRgba = 11;
    public const int Interleaved = 10;

    private const string Library = "libheif.so.1";

    [LibraryImport(Library, EntryPoint = "heif_init")]
    public static partial Error Init(nint parameters);

    [LibraryImport(Library, EntryPoint = "heif_have_decoder_for_format")]
    public static partial int HasDecoder(int format);

    [LibraryImport(Library, EntryPoint = "heif_context_alloc")]
    public static partial nint NewContext();

    [LibraryImport(Library, EntryPoint = "heif_context_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "heif_context_set_max_decoding_threads")]
    public static partial void SetThreads(nint context, int threads);

    [LibraryImport(Library, EntryPoint = "heif_context_read_from_file", StringMarshalling = StringMarshalling.Utf8)]
    public static partial Error ReadFile(nint context, string path, nint options);

    [LibraryImport(Library, EntryPoint = "heif_context_get_primary_image_handle")]
    public static partial Error PrimaryHandle(nint context, out nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_release")]
    public static partial void ReleaseHandle(nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_has_alpha_channel")]
    public static partial int HasAlpha(nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_raw_color_profile_size")]
    public static partial nuint ProfileLength(nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_raw_color_profile")]
    public static partial Error ReadProfile(nint handle, byte[] profile);

    [LibraryImport(Library, EntryPoint = "heif_decode_image")]
    public static partial Error Decode(nint handle, out nint image, int colourSpace, int chroma, nint options);

    [LibraryImport(Library, EntryPoint = "heif_image_get_width")]
    public static partial int Width(nint image, int channel);

    [LibraryImport(Library, EntryPoint = "heif_image_get_height")]
    public static partial int Height(nint image, int channel);

    [LibraryImport(Library, EntryPoint = "heif_image_get_plane_readonly")]
    public static partial nint Plane(nint image, int channel, out int stride);

    [LibraryImport(Library, EntryPoint = "heif_image_release")]
    public static partial void ReleaseImage(nint image);

    /// <param name="Message">A text of the library's own; not to be freed.</param>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Error(int Code, int Subcode, nint Message);
}

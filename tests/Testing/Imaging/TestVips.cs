using System.Reflection;
using System.Runtime.InteropServices;
using Picora.Infrastructure.Imaging.Vips;

namespace Picora.Testing.Imaging;

/// <summary>The few entry points of libvips that only tests need: pixels in and out, and metadata in.</summary>
internal static partial class TestVips
{
    private const string Library = "test-vips";
    private const int UnsignedBytes = 0;

    private static readonly Lazy<bool> Loaded = new(() =>
    {
        VipsLibrary.Load(null);
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) =>
            name == Library ? NativeLibrary.Load(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "native"), "libvips-cpp*").First()) : 0);
        return true;
    });

    public static VipsImage FromPixels(byte[] pixels, int width, int height, int bands)
    {
        _ = Loaded.Value;
        return NewFromMemory(pixels, (nuint)pixels.Length, width, height, bands, UnsignedBytes) is var image && image != 0
            ? new VipsImage(image)
            : throw VipsException.Take("new_from_memory");
    }

    public static byte[] ToPixels(VipsImage image)
    {
        var data = WriteToMemory(image.Handle, out var length);
        if (data == 0)
        {
            throw VipsException.Take("write_to_memory");
        }

        var pixels = new byte[(int)length];
        Marshal.Copy(data, pixels, 0, pixels.Length);
        Free(data);
        return pixels;
    }

    public static int Frames(byte[] file, string loader)
    {
        using var all = Load(file, loader, allFrames: true);
        return all.Height / all.PageHeight;
    }

    public static VipsImage Load(byte[] file, string loader, bool allFrames = false)
    {
        _ = Loaded.Value;
        var pinned = GCHandle.Alloc(file, GCHandleType.Pinned);
        try
        {
            using var operation = new VipsOperation(loader).With("buffer", pinned.AddrOfPinnedObject(), (nuint)file.Length);
            using var recipe = (allFrames ? operation.With("n", -1) : operation).RunToImage();
            return recipe.Decode();
        }
        finally
        {
            pinned.Free();
        }
    }

    [LibraryImport(Library, EntryPoint = "vips_image_set_int", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetInt(nint image, string field, int value);

    [LibraryImport(Library, EntryPoint = "vips_image_set_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetString(nint image, string field, string value);

    [LibraryImport(Library, EntryPoint = "vips_image_set_blob_copy", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetBlob(nint image, string field, byte[] data, nuint length);

    [LibraryImport(Library, EntryPoint = "vips_image_new_from_memory_copy")]
    private static partial nint NewFromMemory(byte[] data, nuint length, int width, int height, int bands, int format);

    [LibraryImport(Library, EntryPoint = "vips_image_write_to_memory")]
    private static partial nint WriteToMemory(nint image, out nuint length);

    [LibraryImport(Library, EntryPoint = "g_free")]
    private static partial void Free(nint data);
}

using System.Runtime.InteropServices;

namespace Picora.Infrastructure.Imaging.Vips.Decoders;

/// <summary>Decodes HEIC by the system's libheif: upright, as its container says, in its own colours.</summary>
internal static class HeicDecoder
{
    private static readonly Lazy<bool> IsThere = new(Load);

    /// <summary>Whether this machine has libheif with a decoder of HEVC.</summary>
    public static bool IsInstalled => IsThere.Value;

    /// <exception cref="VipsException">The picture cannot be decoded, or there is not enough memory.</exception>
    public static VipsImage Decode(string path)
    {
        if (!IsInstalled)
        {
            throw new VipsException("heic: no decoder is installed");
        }

        var context = HeifNative.NewContext();
        nint handle = 0;
        try
        {
            HeifNative.SetThreads(context, 0);
            Check(HeifNative.ReadFile(context, path, 0));
            Check(HeifNative.PrimaryHandle(context, out handle));
            using var pixels = Decode(handle);
            var image = pixels.ToImage();
            AttachProfile(image, handle);
            return image;
        }
        finally
        {
            if (handle != 0)
            {
                HeifNative.ReleaseHandle(handle);
            }

            HeifNative.FreeContext(context);
        }
    }

    private static RawPixels Decode(nint handle)
    {
        var hasAlpha = HeifNative.HasAlpha(handle) != 0;
        Check(HeifNative.Decode(handle, out var image, HeifNative.Rgb, hasAlpha ? HeifNative.InterleavedRgba : HeifNative.InterleavedRgb, 0));
        try
        {
            return Copy(image, hasAlpha ? 4 : 3);
        }
        finally
        {
            HeifNative.ReleaseImage(image);
        }
    }

    // The library's rows have gaps behind them.
    private static unsafe RawPixels Copy(nint image, int bands)
    {
        var (width, height) = (HeifNative.Width(image, HeifNative.Interleaved), HeifNative.Height(image, HeifNative.Interleaved));
        var plane = (byte*)HeifNative.Plane(image, HeifNative.Interleaved, out var stride);
        if (plane is null || width <= 0 || height <= 0 || stride < width * bands)
        {
            throw new VipsException("heic: it has no pixels");
        }

        var pixels = new RawPixels(width, height, bands);
        for (var y = 0; y < height; y++)
        {
            new ReadOnlySpan<byte>(plane + ((nint)y * stride), width * bands).CopyTo(pixels.Row(y));
        }

        return pixels;
    }

    private static void AttachProfile(VipsImage image, nint handle)
    {
        var length = HeifNative.ProfileLength(handle);
        if (length is > 0 and <= 1024 * 1024)
        {
            var profile = new byte[(int)length];
            Check(HeifNative.ReadProfile(handle, profile));
            VipsNative.SetBlob(image.Handle, "icc-profile-data", profile, length);
        }
    }

    private static void Check(HeifNative.Error error)
    {
        if (error.Code != 0)
        {
            throw new VipsException($"heic: {Marshal.PtrToStringUTF8(error.Message)}");
        }
    }

    private static bool Load()
    {
        try
        {
            return HeifNative.Init(0).Code == 0 && HeifNative.HasDecoder(HeifNative.Hevc) != 0;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }
}

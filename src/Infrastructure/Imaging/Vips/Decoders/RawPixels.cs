using System.Runtime.InteropServices;

namespace Picora.Infrastructure.Imaging.Vips.Decoders;

/// <summary>Pixels of eight bits per channel, row by row without gaps, outside of the managed heap, which is small in a worker.</summary>
internal sealed unsafe class RawPixels(int width, int height, int bands) : IDisposable
{
    private const int UnsignedBytes = 0;
    private const int Srgb = 22;

    private byte* pixels = (byte*)NativeMemory.AllocZeroed((nuint)width * (nuint)height, (nuint)bands);

    public int Width => width;

    public int Height => height;

    public int Bands => bands;

    public Span<byte> Row(int y) => new(pixels + ((nint)y * width * bands), width * bands);

    /// <summary>An image of its own of these pixels.</summary>
    /// <exception cref="VipsException">There is not enough memory.</exception>
    public VipsImage ToImage()
    {
        var length = (nuint)width * (nuint)height * (nuint)bands;
        var raw = VipsNative.NewFromMemory((nint)pixels, length, width, height, bands, UnsignedBytes);
        if (raw == 0)
        {
            throw VipsException.Take("new_from_memory");
        }

        using var image = new VipsImage(raw);
        using var copy = new VipsOperation("copy").With("in", image).With("interpretation", Srgb);
        return copy.RunToImage();
    }

    public void Dispose()
    {
        NativeMemory.Free(pixels);
        pixels = null;
    }
}

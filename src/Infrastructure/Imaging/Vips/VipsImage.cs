namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>An image of libvips: a recipe for pixels until <see cref="Decode"/> makes them.</summary>
internal sealed class VipsImage(nint handle) : IDisposable
{
    public nint Handle { get; private set; } = handle;

    public int Width => VipsNative.Width(Handle);

    public int Height => VipsNative.Height(Handle);

    /// <summary>Of one frame; frames lie below each other.</summary>
    public int PageHeight => VipsNative.PageHeight(Handle);

    /// <summary>Of its decoded pixels.</summary>
    public long Bytes => (long)Width * Height * VipsNative.Bands(Handle) * (long)VipsNative.SizeOfFormat(VipsNative.BandFormat(Handle));

    public bool HasAlpha => VipsNative.HasAlpha(Handle) != 0;

    /// <summary>Whether the file asks for a quarter turn.</summary>
    public bool LiesOnItsSide => VipsNative.OrientationSwap(Handle) != 0;

    /// <summary>Whether its channels have more than eight bits.</summary>
    public bool IsDeep => VipsNative.BandFormat(Handle) != 0;

    public bool HasColourProfile => VipsNative.TypeOfField(Handle, "icc-profile-data") != 0;

    /// <summary>Runs the recipe, once, into memory.</summary>
    /// <exception cref="VipsException">The file is broken, or there is not enough memory.</exception>
    public VipsImage Decode() =>
        VipsNative.CopyMemory(Handle) is var decoded && decoded != 0 ? new VipsImage(decoded) : throw VipsException.Take("decode");

    /// <summary>The same image once more, to be disposed of on its own.</summary>
    public VipsImage Share() => new(VipsNative.Ref(Handle));

    /// <summary>The same pixels as frames of another height.</summary>
    public VipsImage WithPageHeight(int height)
    {
        // An image may be shared, so that only a copy of it is changed.
        using var copy = new VipsOperation("copy").With("in", this);
        var image = copy.RunToImage();
        VipsNative.SetField(image.Handle, "page-height", height);
        return image;
    }

    public void Dispose()
    {
        if (Handle != 0)
        {
            VipsNative.Unref(Handle);
            Handle = 0;
        }
    }
}

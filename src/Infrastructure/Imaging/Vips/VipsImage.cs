namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>An image of libvips: a recipe for pixels until <see cref="Decode"/> makes them.</summary>
internal sealed class VipsImage(nint handle) : IDisposable
{
    public nint Handle { get; private set; } = handle;

    public int Width => VipsNative.Width(Handle);

    public int Height => VipsNative.Height(Handle);

    public bool HasColourProfile => VipsNative.TypeOfField(Handle, "icc-profile-data") != 0;

    /// <summary>Runs the recipe, once, into memory.</summary>
    /// <exception cref="VipsException">The file is broken, or there is not enough memory.</exception>
    public VipsImage Decode() =>
        VipsNative.CopyMemory(Handle) is var decoded && decoded != 0 ? new VipsImage(decoded) : throw VipsException.Take("decode");

    public void Dispose()
    {
        if (Handle != 0)
        {
            VipsNative.Unref(Handle);
            Handle = 0;
        }
    }
}

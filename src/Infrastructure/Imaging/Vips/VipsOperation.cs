using System.Runtime.InteropServices;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>
/// One call of a libvips operation: its name, its arguments by name, then one of the <c>Run</c> methods, once. libvips ignores a name that
/// it does not know, so that every argument's effect has a test.
/// </summary>
internal sealed class VipsOperation(string name) : IDisposable
{
    private nint operation = VipsNative.NewOperation(name) is var made && made != 0 ? made : throw VipsException.Take(name);

    /// <summary>A whole number, a boolean (0 or 1), or an enumeration or flags by number: GObject converts.</summary>
    public VipsOperation With(string argument, int value)
    {
        var holder = GValue.Of(GValue.Int);
        VipsNative.SetInt(ref holder, value);
        return Set(argument, ref holder);
    }

    public VipsOperation With(string argument, double value)
    {
        var holder = GValue.Of(GValue.Double);
        VipsNative.SetDouble(ref holder, value);
        return Set(argument, ref holder);
    }

    public VipsOperation With(string argument, string value)
    {
        var holder = GValue.Of(GValue.String);
        VipsNative.SetString(ref holder, value);
        return Set(argument, ref holder);
    }

    public VipsOperation With(string argument, VipsImage value)
    {
        var holder = GValue.Of(VipsNative.ImageType());
        VipsNative.SetObject(ref holder, value.Handle);
        return Set(argument, ref holder);
    }

    /// <summary>Several images in order.</summary>
    public VipsOperation With(string argument, IReadOnlyList<VipsImage> value) =>
        WithArea(argument, VipsNative.ImageArrayType(), VipsNative.NewImageArray([.. value.Select(image => image.Handle)], value.Count));

    /// <summary>Several numbers, such as a colour.</summary>
    public VipsOperation With(string argument, double[] value) =>
        WithArea(argument, VipsNative.DoubleArrayType(), VipsNative.NewDoubleArray(value, value.Length));

    /// <param name="data">Not copied: must stay in place until every image that was made from it is disposed of.</param>
    public VipsOperation With(string argument, nint data, nuint length) =>
        WithArea(argument, VipsNative.BlobType(), VipsNative.NewBlob(0, data, length));

    /// <exception cref="VipsException">The operation failed.</exception>
    public VipsImage RunToImage()
    {
        Build();
        var holder = GValue.Of(VipsNative.ImageType());
        VipsNative.GetProperty(operation, "out", ref holder);
        var image = new VipsImage(VipsNative.Ref(VipsNative.GetObject(in holder)));
        VipsNative.UnsetValue(ref holder);
        return image;
    }

    /// <exception cref="VipsException">The operation failed.</exception>
    public byte[] RunToBytes()
    {
        Build();
        var holder = GValue.Of(VipsNative.BlobType());
        VipsNative.GetProperty(operation, "buffer", ref holder);
        var data = VipsNative.GetBlob(VipsNative.GetBoxed(in holder), out var length);
        var bytes = new byte[checked((int)length)];
        Marshal.Copy(data, bytes, 0, bytes.Length);
        VipsNative.UnsetValue(ref holder);
        return bytes;
    }

    /// <summary>A whole number that the operation found out when it ran.</summary>
    public int ReadInt(string output)
    {
        var holder = GValue.Of(GValue.Int);
        VipsNative.GetProperty(operation, output, ref holder);
        return VipsNative.GetInt(in holder);
    }

    public void Dispose()
    {
        if (operation != 0)
        {
            VipsNative.UnrefOutputs(operation);
            VipsNative.Unref(operation);
            operation = 0;
        }
    }

    // The built operation is another reference, usually to the same object.
    private void Build()
    {
        var built = VipsNative.BuildOperation(operation);
        if (built == 0)
        {
            throw VipsException.Take(name);
        }

        VipsNative.Unref(operation);
        operation = built;
    }

    private VipsOperation WithArea(string argument, nint type, nint area)
    {
        var holder = GValue.Of(type);
        VipsNative.SetBoxed(ref holder, area);
        Set(argument, ref holder);
        VipsNative.UnrefArea(area);
        return this;
    }

    private VipsOperation Set(string argument, ref GValue holder)
    {
        VipsNative.SetProperty(operation, argument, in holder);
        VipsNative.UnsetValue(ref holder);
        return this;
    }
}

using System.Runtime.InteropServices;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>GObject's variant, 24 bytes on every 64-bit platform. Must be all zeros before it is given a type.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    // GObject numbers its fundamental types in steps of four.
    public const nint Int = 6 << 2;
    public const nint Double = 15 << 2;
    public const nint String = 16 << 2;

    private readonly nint type;
    private readonly ulong first;
    private readonly ulong second;

    /// <summary>An empty value of a type; the caller unsets it.</summary>
    public static GValue Of(nint type)
    {
        var value = default(GValue);
        VipsNative.InitValue(ref value, type);
        return value;
    }
}

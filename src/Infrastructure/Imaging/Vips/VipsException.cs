using System.Runtime.InteropServices;

namespace Picora.Infrastructure.Imaging.Vips;

/// <summary>libvips could not do what it was asked to. The message is libvips' own: for logs, never for clients.</summary>
internal sealed class VipsException(string message) : Exception(message)
{
    public static VipsException Take(string operation) => new($"{operation}: {TakeMessage()}");

    // The buffer is the whole process's and keeps old lines, so it is emptied with every reading.
    public static string TakeMessage()
    {
        var message = Marshal.PtrToStringUTF8(VipsNative.ErrorBuffer())?.Trim() ?? "";
        VipsNative.ClearErrors();
        return message;
    }
}

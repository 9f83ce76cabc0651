using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Picora.Infrastructure.Storage.Local;

/// <summary>The calls that .NET lacks.</summary>
internal static partial class Posix
{
    private const int ReadOnlyDirectory = 0x10000;

    /// <summary>Without it a new name in the folder may be gone after a power cut.</summary>
    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, OperatingSystem.IsLinux() ? ReadOnlyDirectory : 0);
        if (descriptor < 0)
        {
            throw Failure("open", path);
        }

        try
        {
            if (Flush(descriptor) != 0)
            {
                throw Failure("flush", path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>
    /// Flushes what was written to a file and what it takes to read it, its length above all, but not the time of the write, which would
    /// be a write of its own.
    /// </summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void FlushData(SafeFileHandle file, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (FlushData(file) != 0)
        {
            throw Failure("flush", path);
        }
    }

    private static IOException Failure(string action, string path) =>
        new($"Cannot {action} {path}: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

using System.Runtime.InteropServices;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>What the operating system holds a worker to, whatever a hostile picture makes it do. Elsewhere than on Linux only the pool watches.</summary>
internal static partial class WorkerLimits
{
    private const int FileSize = 1;
    private const int Data = 2;
    private const int Core = 4;
    private const int OpenFiles = 7;
    private const ulong MaxOpenFiles = 64;
    private const int FileSizeExceeded = 25;
    private const nint Ignored = 1;

    public static void Apply(long memoryBytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Counts what is written to, not what is only reserved, so that the runtime's large reservations don't matter.
        Set(Data, (ulong)memoryBytes);
        // A write then fails, as when fontconfig wants to keep a cache; usually the process would be ended for it.
        Signal(FileSizeExceeded, Ignored);
        Set(FileSize, 0);
        Set(Core, 0);
        Set(OpenFiles, MaxOpenFiles);
    }

    /// <summary>Ends this process at once, also in the middle of native code.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int code);

    private static void Set(int resource, ulong limit)
    {
        var value = new Limit(limit, limit);
        if (SetLimit(resource, in value) != 0)
        {
            throw new InvalidOperationException($"Limit {resource} cannot be set: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}

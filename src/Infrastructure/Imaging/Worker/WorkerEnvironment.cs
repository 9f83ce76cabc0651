using System.Globalization;
using System.Runtime.InteropServices;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>Everything that a worker is told at its start; its environment holds nothing else, and nothing of the server's.</summary>
/// <param name="MemoryBytes">The most memory that it may allocate.</param>
/// <param name="DecodedBytes">The most memory of these for pictures that may be asked for again.</param>
/// <param name="IsProbe">Whether it is only asked what it can do. Others load the decoder of HEIC, with all that it brings, when they need it.</param>
internal sealed record WorkerEnvironment(string? LibraryPath, long MemoryBytes, long DecodedBytes, bool IsProbe)
{
    private const string Library = "PICORA_WORKER_LIBRARY";
    private const string Memory = "PICORA_WORKER_MEMORY";
    private const string Decoded = "PICORA_WORKER_DECODED";
    private const string Probe = "PICORA_WORKER_PROBE";
    private const long MaxManagedBytes = 128 * 1024 * 1024;

    /// <exception cref="InvalidOperationException">This process was not started by the server.</exception>
    public static WorkerEnvironment Read() =>
        Number(Memory) is { } memory && Number(Decoded) is { } decoded
            ? new WorkerEnvironment(Environment.GetEnvironmentVariable(Library), memory, decoded, Environment.GetEnvironmentVariable(Probe) is not null)
            : throw new InvalidOperationException("The imaging worker is started by the server, not by hand.");

    public IEnumerable<KeyValuePair<string, string?>> Variables()
    {
        yield return new(Memory, MemoryBytes.ToString(CultureInfo.InvariantCulture));
        yield return new(Decoded, DecodedBytes.ToString(CultureInfo.InvariantCulture));
        if (IsProbe)
        {
            yield return new(Probe, "1");
        }

        if (LibraryPath is not null)
        {
            yield return new(Library, LibraryPath);
        }

        yield return new("DOTNET_ROOT", DotnetRoot());
        yield return new("DOTNET_GCHeapHardLimit", MaxManagedBytes.ToString("x", CultureInfo.InvariantCulture));
        yield return new("DOTNET_gcServer", "0");
        yield return new("DOTNET_gcConcurrent", "0");
        yield return new("DOTNET_TieredPGO", "0");
        yield return new("DOTNET_EnableDiagnostics", "0");
        // Its second mapping is a file in memory, which the limit of no written files forbids.
        yield return new("DOTNET_EnableWriteXorExecute", "0");
        yield return new("FONTCONFIG_FILE", Path.Combine(AppContext.BaseDirectory, "native", "fonts", "fonts.conf"));
        // libvips warns once per damaged line: thousands of lines from one broken file.
        yield return new("VIPS_WARNING", "0");
    }

    private static long? Number(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string DotnetRoot() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
}

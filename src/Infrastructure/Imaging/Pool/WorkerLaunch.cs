using System.Diagnostics;
using Picora.Application.Media;
using Picora.Infrastructure.Imaging.Worker;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>How a worker is started: our own program, three pipes, and an environment of which nothing is the server's.</summary>
internal static class WorkerLaunch
{
    private const long Megabyte = 1024 * 1024;

    public static ProcessStartInfo Describe(ImagingOptions options, bool isProbe)
    {
        var start = new ProcessStartInfo(options.WorkerPath ?? Path.Combine(AppContext.BaseDirectory, "picora"), [ImagingWorker.Command])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment.Clear();
        var environment = new WorkerEnvironment(
            options.LibraryPath, options.WorkerMemoryMegabytes * Megabyte, options.DecodedMegabytes * Megabyte, isProbe);
        foreach (var (name, value) in environment.Variables())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}

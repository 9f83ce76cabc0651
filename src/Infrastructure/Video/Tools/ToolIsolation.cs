using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>Whether this machine lets us take the network away from a process. Tried once.</summary>
internal sealed partial class ToolIsolation(ToolStarter starter, ILogger<ToolIsolation> logger)
{
    private readonly Lock gate = new();
    private Task<bool>? tried;

    public Task<bool> IsPossibleAsync()
    {
        lock (gate)
        {
            return tried ??= TryAsync();
        }
    }

    private async Task<bool> TryAsync()
    {
        try
        {
            using var process = await starter.StartAsync(ToolLaunch.Bare(ToolLaunch.Isolation[0], [.. ToolLaunch.Isolation.Skip(1), "true"], "/"));
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                LogNotPossible();
            }

            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            LogNotPossible();
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "ffmpeg runs in the server's network, as namespaces are not allowed here; that it may open files and pipes only keeps it from using it")]
    private partial void LogNotPossible();
}

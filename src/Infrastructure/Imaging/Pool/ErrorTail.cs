using System.Text;
using Microsoft.Extensions.Logging;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>Reads a worker's error output to its end, logs its beginning, and keeps its last words.</summary>
internal sealed class ErrorTail(Stream output, ILogger logger, int processId)
{
    private const int TailLength = 4 * 1024;
    private const int MaxLogged = 16 * 1024;

    private readonly byte[] tail = new byte[TailLength];
    private int length;
    private int logged;

    /// <summary>Blocks its thread until the worker is gone.</summary>
    /// <returns>What was written last.</returns>
    public string Drain()
    {
        var buffer = new byte[TailLength];
        while (output.Read(buffer) is var read and > 0)
        {
            Keep(buffer.AsSpan(0, read));
            if (logged < MaxLogged)
            {
                logged += read;
                logger.LogDebug("Imaging worker {ProcessId}: {Output}", processId, Encoding.UTF8.GetString(buffer, 0, read));
            }
        }

        return Encoding.UTF8.GetString(tail, 0, length);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var kept = Math.Min(length, TailLength - bytes.Length);
        tail.AsSpan(length - kept, kept).CopyTo(tail);
        bytes.CopyTo(tail.AsSpan(kept));
        length = kept + bytes.Length;
    }
}

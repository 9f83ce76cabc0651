using System.Globalization;
using Picora.Application.Abstractions.Operations;

namespace Picora.Api.Commands;

/// <summary>Says how far long work is: one line that changes on a terminal, a plain line now and then anywhere else.</summary>
internal sealed class ProgressPrinter(TextWriter error, bool isRedirected, TimeProvider time) : IProgress<OperationProgress>, IDisposable
{
    private const int Width = 100;
    private const int BarWidth = 30;

    private readonly Lock sync = new();
    private readonly TimeSpan pause = isRedirected ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(100);
    private long lastAt = time.GetTimestamp();
    private bool hasLine;

    public void Report(OperationProgress value)
    {
        lock (sync)
        {
            if (time.GetElapsedTime(lastAt) < pause)
            {
                return;
            }

            lastAt = time.GetTimestamp();
            if (isRedirected)
            {
                error.WriteLine(Describe(value));
                return;
            }

            error.Write($"\r{Bar(value)}{Describe(value)}".PadRight(Width));
            hasLine = true;
        }
    }

    /// <summary>Takes the changing line away.</summary>
    public void Clear()
    {
        lock (sync)
        {
            if (hasLine)
            {
                error.Write($"\r{new string(' ', Width)}\r");
                hasLine = false;
            }
        }
    }

    public void Dispose() => Clear();

    private static string Describe(OperationProgress value) => string.Create(
        CultureInfo.InvariantCulture,
        $"{value.Step}: {value.Done}{(value.Total is { } total ? $" of {total}" : string.Empty)}, {value.Bytes / 1_000_000.0:F1} MB");

    private static string Bar(OperationProgress value)
    {
        if (value.Total is not > 0)
        {
            return string.Empty;
        }

        var full = (int)Math.Min(BarWidth, value.Done * BarWidth / value.Total.Value);
        return $"[{new string('#', full)}{new string('.', BarWidth - full)}] ";
    }
}

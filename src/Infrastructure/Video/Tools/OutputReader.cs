using System.Text;

namespace Picora.Infrastructure.Video.Tools;

/// <summary>Reads what a tool says to its end, and keeps no more of it than it should.</summary>
internal static class OutputReader
{
    private const int MostCollected = 4 * 1024 * 1024;
    private const int MostLine = 64 * 1024;
    private const int TailLength = 2000;

    /// <summary>Null when it says more than any answer has.</summary>
    public static async Task<string?> CollectAsync(StreamReader output)
    {
        var (text, buffer, isTooLong) = (new StringBuilder(), new char[8192], false);
        while (await output.ReadAsync(buffer) is var read and > 0)
        {
            isTooLong |= text.Length + read > MostCollected;
            _ = isTooLong ? text.Clear() : text.Append(buffer, 0, read);
        }

        return isTooLong ? null : text.ToString();
    }

    /// <summary>Leaves the reading to somebody who knows what the bytes are.</summary>
    public static async Task<string?> HandOverAsync(StreamReader output, Func<Stream, Task> onBytes)
    {
        await onBytes(output.BaseStream);
        return string.Empty;
    }

    /// <summary>Hands on line by line. What is longer than a line can be is cut.</summary>
    public static async Task<string?> HandOnAsync(StreamReader output, Action<string> onLine)
    {
        var (line, buffer) = (new StringBuilder(), new char[4096]);
        while (await output.ReadAsync(buffer) is var read and > 0)
        {
            foreach (var letter in buffer.AsSpan(0, read))
            {
                if (letter == '\n')
                {
                    onLine(line.ToString());
                    line.Clear();
                }
                else if (line.Length < MostLine)
                {
                    line.Append(letter);
                }
            }
        }

        return string.Empty;
    }

    /// <summary>Only what was said last, on one line.</summary>
    public static async Task<string> TailAsync(StreamReader errors)
    {
        var (tail, buffer) = (new StringBuilder(), new char[4096]);
        while (await errors.ReadAsync(buffer) is var read and > 0)
        {
            tail.Append(buffer, 0, read);
            tail.Remove(0, Math.Max(0, tail.Length - TailLength));
        }

        return string.Join(' ', tail.ToString().Split((char[])['\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}

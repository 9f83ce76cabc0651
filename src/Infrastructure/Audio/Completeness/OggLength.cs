namespace Picora.Infrastructure.Audio.Completeness;

/// <summary>The pages of an Ogg file: whether one of them ends where the file does.</summary>
internal static class OggLength
{
    public const int MaxPageBytes = HeaderBytes + byte.MaxValue + (byte.MaxValue * byte.MaxValue);

    private const int HeaderBytes = 27;

    private static ReadOnlySpan<byte> Capture => "OggS"u8;

    /// <param name="tail">The file's end, as long as the longest page.</param>
    public static bool IsWhole(ReadOnlySpan<byte> tail)
    {
        for (var at = 0; tail[at..].IndexOf(Capture) is var found and >= 0; at++)
        {
            at += found;
            if (EndOf(tail[at..]) is { } length && at + length == tail.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Null when not even the page's header is there.</summary>
    private static int? EndOf(ReadOnlySpan<byte> page)
    {
        if (page.Length < HeaderBytes || page.Length < HeaderBytes + page[HeaderBytes - 1])
        {
            return null;
        }

        var length = HeaderBytes + page[HeaderBytes - 1];
        foreach (var segment in page.Slice(HeaderBytes, page[HeaderBytes - 1]))
        {
            length += segment;
        }

        return length;
    }
}

using Picora.Domain;

namespace Picora.Infrastructure.Audio.Completeness;

/// <summary>
/// Tells files that were cut off from whole ones, by what their formats say of their own length. Reads a little of the beginning and of the end,
/// and believes no length that it has not seen.
/// </summary>
internal static class AudioCompleteness
{
    private const int HeadBytes = 4096;

    private static readonly Error CutOff = Error.Validation("file", "The audio file is cut off: its end is missing");
    private static readonly Error RawAac = Error.Validation("file", "Audio MIME not supported: audio/aac");

    /// <summary>Null for a file that is whole as far as can be seen, or of no format that is known here.</summary>
    /// <param name="file">Can seek.</param>
    public static async Task<Error?> FindFaultAsync(Stream file, CancellationToken cancellationToken)
    {
        var head = await ReadAsync(file, 0, HeadBytes, cancellationToken);
        if (head is [0xFF, var second, ..] && (second & 0xF6) == 0xF0)
        {
            return RawAac;
        }

        var whole = head switch
        {
            _ when Is(head, 0, "RIFF"u8) => await WavLength.IsWholeAsync(file, cancellationToken),
            _ when Is(head, 4, "ftyp"u8) => await Mp4Length.IsWholeAsync(file, cancellationToken),
            _ when Is(head, 0, "OggS"u8) => OggLength.IsWhole(await TailAsync(file, OggLength.MaxPageBytes, cancellationToken)),
            _ when Is(head, 0, "fLaC"u8) => FlacLength.IsWhole(await TailAsync(file, FlacLength.TailBytes(head), cancellationToken)),
            _ => await Mp3Length.IsWholeAsync(file, head, cancellationToken),
        };
        return whole ? null : CutOff;
    }

    /// <summary>As many bytes from there as there are, at most.</summary>
    public static async Task<byte[]> ReadAsync(Stream file, long from, int most, CancellationToken cancellationToken)
    {
        file.Position = from;
        var bytes = new byte[most];
        var read = await file.ReadAtLeastAsync(bytes, most, throwOnEndOfStream: false, cancellationToken);
        return bytes[..read];
    }

    private static Task<byte[]> TailAsync(Stream file, int most, CancellationToken cancellationToken) =>
        ReadAsync(file, Math.Max(0, file.Length - most), most, cancellationToken);

    private static bool Is(ReadOnlySpan<byte> bytes, int at, ReadOnlySpan<byte> text) => bytes.Length >= at + text.Length && bytes[at..].StartsWith(text);
}

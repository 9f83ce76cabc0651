using System.Buffers;
using System.Globalization;
using Picora.Application.Abstractions;
using Picora.Application.Uploads.Contracts;

namespace Picora.Api.Http.Json;

/// <summary>
/// The inside of one text of a JSON body, its escapes resolved, without ever holding all of it. It is read for content that is ASCII; any other
/// character comes out as one that no such content has.
/// </summary>
/// <param name="body">The request's body, read so far that the text goes on there.</param>
/// <param name="begun">What of the body was read already: the text's first bytes, behind its quotation mark.</param>
internal sealed class JsonTextStream(Stream body, ReadOnlyMemory<byte> begun) : ForwardStream
{
    private const byte NoAscii = 0xFF;
    private const int EscapeBytes = 2;
    private const int UnicodeBytes = 6;

    private static readonly SearchValues<byte> Special = SearchValues.Create("\"\\"u8);

    private readonly byte[] buffer = new byte[Math.Max(16 * 1024, begun.Length)];
    private int start;
    private int end = -1;

    /// <summary>Whether the text has been read to its end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What of the body was read beyond the text.</summary>
    public ReadOnlyMemory<byte> Rest => IsOver ? buffer.AsMemory(start, end - start) : default;

    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        if (end < 0)
        {
            begun.CopyTo(buffer);
            end = begun.Length;
        }

        var written = 0;
        while (written == 0 && !IsOver && destination.Length > 0)
        {
            written = Take(destination.Span);
            if (written == 0 && !IsOver)
            {
                await FillAsync(cancellationToken);
            }
        }

        return written;
    }

    // As much as there is; nothing when more has to be read first.
    private int Take(Span<byte> destination)
    {
        var written = 0;
        while (written < destination.Length && start < end && !IsOver)
        {
            var text = buffer.AsSpan(start, end - start);
            var plain = text.IndexOfAny(Special);
            var count = Math.Min(plain < 0 ? text.Length : plain, destination.Length - written);
            if (count > 0)
            {
                text[..count].CopyTo(destination[written..]);
                written += count;
                start += count;
            }
            else if (text[0] == (byte)'"')
            {
                start++;
                IsOver = true;
            }
            else if (Unescape(text) is (var character, var length))
            {
                destination[written++] = character;
                start += length;
            }
            else
            {
                break;
            }
        }

        return written;
    }

    // Null while the escape is not there as a whole.
    private static (byte Character, int Length)? Unescape(ReadOnlySpan<byte> text)
    {
        if (text.Length < EscapeBytes || (text[1] == (byte)'u' && text.Length < UnicodeBytes))
        {
            return null;
        }

        return text[1] switch
        {
            (byte)'n' => ((byte)'\n', EscapeBytes),
            (byte)'r' => ((byte)'\r', EscapeBytes),
            (byte)'t' => ((byte)'\t', EscapeBytes),
            (byte)'/' or (byte)'\\' or (byte)'"' => (text[1], EscapeBytes),
            (byte)'u' when ushort.TryParse(text[2..UnicodeBytes], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) =>
                (code < 0x80 ? (byte)code : NoAscii, UnicodeBytes),
            _ => (NoAscii, EscapeBytes),
        };
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var read = await body.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += read;
        if (read == 0)
        {
            throw new BrokenUploadException(BodyErrors.EndsEarly);
        }
    }
}

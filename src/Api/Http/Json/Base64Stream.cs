using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Picora.Application.Abstractions;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;

namespace Picora.Api.Http.Json;

/// <summary>
/// The bytes that base64 text stands for, decoded as it is read: in either alphabet, with or without padding, line breaks, and the head of a
/// <c>data:</c> address, whose type counts for nothing.
/// </summary>
internal sealed class Base64Stream(Stream text) : ForwardStream
{
    private const int Group = 4;
    private const int BufferChars = 32 * 1024;
    private const int MaxHeadChars = 1024;

    private static readonly Error Invalid = Error.Validation(Base64Body.ContentField, "data is base64, or a data: address with base64 in it");
    private static readonly SearchValues<byte> White = SearchValues.Create(" \t\r\n"u8);

    private readonly byte[] chars = new byte[BufferChars];
    private readonly byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(BufferChars)];
    private int waiting;
    private int start;
    private int end;
    private bool isHeadless;
    private bool isOver;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (start == end && !isOver)
        {
            await DecodeSomeAsync(cancellationToken);
        }

        var count = Math.Min(end - start, buffer.Length);
        bytes.AsMemory(start, count).CopyTo(buffer);
        start += count;
        return count;
    }

    public override async ValueTask DisposeAsync()
    {
        await text.DisposeAsync();
        await base.DisposeAsync();
    }

    private async ValueTask DecodeSomeAsync(CancellationToken cancellationToken)
    {
        var read = await text.ReadAsync(chars.AsMemory(waiting), cancellationToken);
        isOver = read == 0;
        waiting += Compact(chars.AsSpan(waiting, read));
        if (!isHeadless && !TakeHead())
        {
            return;
        }

        // The last group may be padded, and only the end of the text tells that it is the last.
        var ready = isOver ? Pad() : Math.Max(0, (waiting - Group) / Group * Group);
        Decode(ready);
    }

    private static int Compact(Span<byte> read)
    {
        read.Replace((byte)'-', (byte)'+');
        read.Replace((byte)'_', (byte)'/');
        if (read.IndexOfAny(White) < 0)
        {
            return read.Length;
        }

        var kept = 0;
        foreach (var character in read)
        {
            if (!White.Contains(character))
            {
                read[kept++] = character;
            }
        }

        return kept;
    }

    // False while it cannot be told yet.
    private bool TakeHead()
    {
        var begun = chars.AsSpan(0, waiting);
        var scheme = "data:"u8;
        if (begun.Length < scheme.Length && !isOver)
        {
            return false;
        }

        isHeadless = true;
        if (begun.Length < scheme.Length || !Ascii.EqualsIgnoreCase(begun[..scheme.Length], scheme))
        {
            return true;
        }

        var comma = begun.IndexOf((byte)',');
        if (comma < 0 && !isOver && waiting < MaxHeadChars)
        {
            return isHeadless = false;
        }

        if (comma < 0 || !begun[..comma].EndsWith(";base64"u8))
        {
            throw new BrokenUploadException(Invalid);
        }

        Drop(comma + 1);
        return true;
    }

    private int Pad()
    {
        // Fits: what waits is less than the buffer while the text goes on, and the last read brought nothing.
        while (waiting % Group is 2 or 3)
        {
            chars[waiting++] = (byte)'=';
        }

        return waiting;
    }

    private void Decode(int count)
    {
        if (Base64.DecodeFromUtf8(chars.AsSpan(0, count), bytes, out var used, out var written, isFinalBlock: isOver) != OperationStatus.Done || used != count)
        {
            throw new BrokenUploadException(Invalid);
        }

        (start, end) = (0, written);
        Drop(count);
    }

    private void Drop(int count)
    {
        chars.AsSpan(count, waiting - count).CopyTo(chars);
        waiting -= count;
    }
}

using System.Buffers.Binary;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>Messages on a pipe, each behind its length. Neither side trusts the other with more than <see cref="MaxLength"/>.</summary>
internal static class Frames
{
    public const int MaxLength = 64 * 1024;

    public static byte[] Wrap(Action<BinaryWriter> write)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write(0);
        write(writer);
        var frame = buffer.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - sizeof(int));
        return frame.Length - sizeof(int) <= MaxLength ? frame : throw new InvalidDataException("The message is too long.");
    }

    /// <summary>Null when the other side has closed the pipe between two messages.</summary>
    /// <exception cref="InvalidDataException">The length is no message's.</exception>
    public static byte[]? Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[sizeof(int)];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return null;
        }

        var frame = new byte[CheckedLength(head)];
        stream.ReadExactly(frame);
        return frame;
    }

    private static int CheckedLength(ReadOnlySpan<byte> head) =>
        BinaryPrimitives.ReadInt32LittleEndian(head) is var length and >= 0 and <= MaxLength
            ? length
            : throw new InvalidDataException("The length is no message's.");
}

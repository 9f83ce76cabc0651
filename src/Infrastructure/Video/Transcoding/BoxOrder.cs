using System.Buffers.Binary;

namespace Picora.Infrastructure.Video.Transcoding;

/// <summary>Whether an MP4 or MOV file can be played while it loads: its index must stand before its pictures.</summary>
internal static class BoxOrder
{
    private const int HeaderBytes = 16;
    private const int MostBoxes = 1000;

    /// <param name="path">Of a file that was found to be one of these.</param>
    public static async Task<bool> NeedsChangeAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        var header = new byte[HeaderBytes];
        for (var boxes = 0; boxes < MostBoxes && file.Position + 8 <= file.Length; boxes++)
        {
            var start = file.Position;
            var read = await file.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellationToken);
            var type = header.AsSpan(4, 4);
            if (type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8))
            {
                return type.SequenceEqual("mdat"u8);
            }

            long length = BinaryPrimitives.ReadUInt32BigEndian(header);
            length = length == 1 && read == HeaderBytes ? BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(8)) : length;
            if (length < 8 || length > file.Length - start)
            {
                return false;
            }

            file.Position = start + length;
        }

        return false;
    }
}

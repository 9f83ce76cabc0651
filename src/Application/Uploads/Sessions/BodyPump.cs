using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using Picora.Application.Abstractions;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Moves a body into an unfinished object. The bytes are hashed while the next ones arrive and are written.</summary>
/// <param name="room">How many bytes there is room for.</param>
internal sealed class BodyPump(IObjectAppender target, IReadOnlyList<IncrementalHash> hashes, long room)
{
    private const int BlockBytes = 256 * 1024;

    // Less than this is hashed in less time than another thread needs to begin.
    private const int WorthAThread = 32 * 1024;

    // What trickles in is kept after this time, full block or not.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private long left = room;

    /// <summary>Whether there was more than room for. What is past it was not written.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads until the body ends, breaks off, or passes the room.</summary>
    /// <param name="heard">Called whenever bytes have come.</param>
    /// <param name="written">Called after each block.</param>
    /// <returns>What broke the body off; null when it came to its end.</returns>
    public async Task<Exception?> RunAsync(Stream body, Action heard, Func<Task> written, CancellationToken cancellationToken)
    {
        byte[][] blocks = [ArrayPool<byte>.Shared.Rent(BlockBytes), ArrayPool<byte>.Shared.Rent(BlockBytes)];
        var hashing = Task.CompletedTask;
        try
        {
            for (var turn = 0; ; turn ^= 1)
            {
                var part = await FillAsync(body, blocks[turn], heard, cancellationToken);
                await hashing;
                var bytes = blocks[turn].AsMemory(0, (int)Math.Min(part.Bytes, left));
                hashing = HashAsync(bytes);
                await target.AppendAsync(bytes, cancellationToken);
                IsTooLong = part.Bytes > left;
                left -= bytes.Length;
                await written();
                if (part.IsLast || IsTooLong)
                {
                    return part.Broken;
                }
            }
        }
        finally
        {
            await hashing;
            ArrayPool<byte>.Shared.Return(blocks[0]);
            ArrayPool<byte>.Shared.Return(blocks[1]);
        }
    }

    private static async Task<Part> FillAsync(Stream body, byte[] block, Action heard, CancellationToken cancellationToken)
    {
        var (filled, began) = (0, Stopwatch.GetTimestamp());
        try
        {
            while (filled < BlockBytes && Stopwatch.GetElapsedTime(began) < LongestWait)
            {
                var read = await body.ReadAsync(block.AsMemory(filled, BlockBytes - filled), cancellationToken);
                if (read == 0)
                {
                    return new Part(filled, IsLast: true, Broken: null);
                }

                heard();
                filled += read;
            }

            return new Part(filled, IsLast: false, Broken: null);
        }
        catch (Exception exception)
        {
            // What came before it broke off counts.
            return new Part(filled, IsLast: true, exception);
        }
    }

    private Task HashAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length >= WorthAThread && hashes.Count > 0)
        {
            return Task.Run(() => Hash(bytes));
        }

        Hash(bytes);
        return Task.CompletedTask;
    }

    private void Hash(ReadOnlyMemory<byte> bytes)
    {
        foreach (var hash in hashes)
        {
            hash.AppendData(bytes.Span);
        }
    }

    private readonly record struct Part(int Bytes, bool IsLast, Exception? Broken);
}

using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Picora.Api.Http;

/// <summary>
/// Memory for what connections receive and send, in larger blocks than the web server's own of 4 KB: each costs two system calls and a turn of
/// the connection's loop, fifty of them for a picture of 200 KB. Idle connections hold none. Measured: docs/benchmarks.md.
/// </summary>
internal sealed class ReceiveBlocks : IMemoryPoolFactory<byte>
{
    private const int BlockBytes = 16 * 1024;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new SharedBlocks();

    private sealed class SharedBlocks : MemoryPool<byte>
    {
        public override int MaxBufferSize => Shared.MaxBufferSize;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => Shared.Rent(Math.Max(minBufferSize, BlockBytes));

        protected override void Dispose(bool disposing)
        {
            // The shared arrays outlive every pool.
        }
    }
}

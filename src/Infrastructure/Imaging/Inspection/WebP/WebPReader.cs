using System.Buffers.Binary;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Exif;

namespace Picora.Infrastructure.Imaging.Inspection.WebP;

internal sealed class WebPReader(PictureLimits limits) : IFormatReader
{
    private const int HeaderLength = 12;

    public bool Recognizes(ReadOnlySpan<byte> head) =>
        head.Length >= HeaderLength && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8);

    public Task<Result<ImageFacts>> ReadAsync(ByteWindow window) => new Walk(window, limits).ReadAsync();

    private sealed class Walk(ByteWindow window, PictureLimits limits)
    {
        private readonly WebPStructure structure = new(limits);
        private readonly WebPMetadata metadata = new();

        public async Task<Result<ImageFacts>> ReadAsync()
        {
            // An odd size is a writer's slip: the padding byte counts.
            var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(window.Buffered[4..]);
            end += end & 1;
            window.Advance(HeaderLength);
            while (window.Position < end)
            {
                if (!await window.FillAsync(WebPChunk.HeadLength))
                {
                    return Refusals.Truncated(ImageFormat.WebP);
                }

                var chunk = WebPChunk.Read(window.Position, window.Buffered);
                if (await ReadChunkAsync(chunk, end) is { } error)
                {
                    return error;
                }
            }

            return window.Position == end ? Finish() : Refusals.Broken(ImageFormat.WebP, "its parts are longer than the whole");
        }

        private async ValueTask<Error?> ReadChunkAsync(WebPChunk chunk, long end)
        {
            window.Advance(WebPChunk.HeadLength);
            var wanted = Math.Max(WebPStructure.Wanted(chunk), WebPMetadata.Wanted(chunk));
            if (!await window.FillAsync(wanted))
            {
                return Refusals.Truncated(ImageFormat.WebP);
            }

            if (structure.Visit(chunk, window.Buffered[..wanted]) is { } error)
            {
                return error;
            }

            metadata.Visit(chunk, window.Buffered[..wanted]);
            if (chunk.Offset + chunk.Length > end)
            {
                return Refusals.Broken(ImageFormat.WebP, "a part of it is longer than the whole");
            }

            return await window.SkipAsync(chunk.Length - WebPChunk.HeadLength) ? null : Refusals.Truncated(ImageFormat.WebP);
        }

        private Result<ImageFacts> Finish()
        {
            if (structure.Finish() is { } error)
            {
                return error;
            }

            var size = ExifOrientation.Apply(metadata.Capture.Orientation, structure.Size);
            return metadata.Edits(end: window.Position, window.Length).Facts(ImageFormat.WebP, size, structure.Frames, window.Length)
                .Map(facts => facts with { Capture = metadata.Capture });
        }
    }
}

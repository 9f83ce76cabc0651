using System.Buffers.Binary;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Exif;

namespace Picora.Infrastructure.Imaging.Inspection.Png;

internal sealed class PngReader(PictureLimits limits) : IFormatReader
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith(Signature);

    public Task<Result<ImageFacts>> ReadAsync(ByteWindow window) => new Walk(window, limits).ReadAsync();

    private sealed class Walk
    {
        private readonly ByteWindow window;
        private readonly LayoutEdits edits = new();
        private readonly PngStructure structure;
        private readonly PngMetadata metadata;
        private uint checksum;
        private long remaining;

        public Walk(ByteWindow window, PictureLimits limits)
        {
            this.window = window;
            structure = new PngStructure(limits);
            metadata = new PngMetadata(edits);
        }

        public async Task<Result<ImageFacts>> ReadAsync()
        {
            window.Advance(Signature.Length);
            while (await window.FillAsync(PngChunk.HeadLength))
            {
                var chunk = PngChunk.Read(window.Position, window.Buffered);
                if (!chunk.HasValidType || chunk.DataLength > PngChunk.MaxDataLength)
                {
                    return Refusals.Broken(ImageFormat.Png, "a chunk has an impossible head");
                }

                if (await ReadChunkAsync(chunk) is { } error)
                {
                    return error;
                }

                if (chunk.Type is "IEND")
                {
                    return Finish();
                }
            }

            return Refusals.Truncated(ImageFormat.Png);
        }

        private async ValueTask<Error?> ReadChunkAsync(PngChunk chunk)
        {
            // The head comes first, so that a bomb is named as one even when its few bytes end early.
            var complete = chunk.Length <= window.Length - window.Position;
            return await VisitHeadAsync(chunk)
                ?? (complete ? await ReadRestAsync(chunk) : Refusals.Truncated(ImageFormat.Png));
        }

        private async ValueTask<Error?> VisitHeadAsync(PngChunk chunk)
        {
            checksum = PngCrc.Append(PngCrc.Start, window.Buffered.Slice(4, 4));
            remaining = chunk.DataLength;
            window.Advance(PngChunk.HeadLength);
            var wanted = Math.Max(PngStructure.Wanted(chunk), PngMetadata.Wanted(chunk));
            if (!await window.FillAsync(wanted))
            {
                return Refusals.Truncated(ImageFormat.Png);
            }

            var data = window.Buffered[..wanted];
            metadata.Visit(chunk, data);
            return structure.Visit(chunk, data);
        }

        private async ValueTask<Error?> ReadRestAsync(PngChunk chunk)
        {
            while (remaining > 0)
            {
                if (!await window.FillAsync(1))
                {
                    return Refusals.Truncated(ImageFormat.Png);
                }

                var part = (int)Math.Min(remaining, window.Buffered.Length);
                checksum = PngCrc.Append(checksum, window.Buffered[..part]);
                window.Advance(part);
                remaining -= part;
            }

            if (!await window.FillAsync(PngChunk.CrcLength))
            {
                return Refusals.Truncated(ImageFormat.Png);
            }

            var matches = BinaryPrimitives.ReadUInt32BigEndian(window.Buffered) == PngCrc.Finish(checksum);
            window.Advance(PngChunk.CrcLength);
            return matches || !chunk.IsCritical ? null : Refusals.Broken(ImageFormat.Png, $"the checksum of its {chunk.Type} chunk is wrong");
        }

        private Result<ImageFacts> Finish()
        {
            edits.DropTail(window.Position);
            var size = ExifOrientation.Apply(metadata.Capture.Orientation, structure.Size);
            return edits.Facts(ImageFormat.Png, size, structure.Frames, window.Length).Map(facts => facts with { Capture = metadata.Capture });
        }
    }
}

using System.Buffers.Binary;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Exif;

namespace Picora.Infrastructure.Imaging.Inspection.Jpeg;

internal sealed class JpegReader(PictureLimits limits) : IFormatReader
{
    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.StartOfImage, 0xFF]);

    public Task<Result<ImageFacts>> ReadAsync(ByteWindow window) => new Walk(window, limits).ReadAsync();

    private sealed class Walk
    {
        private readonly ByteWindow window;
        private readonly PictureLimits limits;
        private readonly LayoutEdits edits = new();
        private readonly JpegMetadata metadata;
        private Dimensions? size;
        private bool scanSeen;

        public Walk(ByteWindow window, PictureLimits limits)
        {
            this.window = window;
            this.limits = limits;
            metadata = new JpegMetadata(edits);
        }

        public async Task<Result<ImageFacts>> ReadAsync()
        {
            window.Advance(2);
            while (await NextMarkerAsync() is { } marker)
            {
                if (marker == JpegMarker.EndOfImage)
                {
                    return Finish();
                }

                if (await ReadSegmentAsync(marker) is { } error)
                {
                    return error;
                }
            }

            return Refusals.Truncated(ImageFormat.Jpeg);
        }

        /// <summary>Steps behind the next marker, over scan data and stray bytes, as decoders do; null at the end of the file.</summary>
        private async ValueTask<byte?> NextMarkerAsync()
        {
            while (await window.FillAsync(2))
            {
                var found = window.Buffered.IndexOf((byte)0xFF);
                if (found < 0 || found + 1 == window.Buffered.Length)
                {
                    // Keep a 0xFF at the very end of the window: what it means stands behind it.
                    window.Advance(found < 0 ? window.Buffered.Length : found);
                    continue;
                }

                var marker = window.Buffered[found + 1];
                window.Advance(found + (marker == 0xFF ? 1 : 2));
                if (marker != 0xFF && !JpegMarker.IsPartOfScan(marker))
                {
                    return marker;
                }
            }

            return null;
        }

        private async ValueTask<Error?> ReadSegmentAsync(byte marker)
        {
            if (marker == JpegMarker.StartOfImage)
            {
                return Refusals.Broken(ImageFormat.Jpeg, "a second picture starts inside the first");
            }

            if (!await window.FillAsync(2))
            {
                return Refusals.Truncated(ImageFormat.Jpeg);
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(window.Buffered);
            if (length < 2)
            {
                return Refusals.Broken(ImageFormat.Jpeg, "a segment has an impossible length");
            }

            if (!await window.FillAsync(length))
            {
                return Refusals.Truncated(ImageFormat.Jpeg);
            }

            var error = Visit(marker, window.Buffered[2..length]);
            window.Advance(length);
            return error;
        }

        private Error? Visit(byte marker, ReadOnlySpan<byte> payload)
        {
            if (JpegMarker.IsApplication(marker))
            {
                metadata.Visit(marker, window.Position - 2, payload);
                return null;
            }

            if (JpegMarker.IsFrame(marker))
            {
                return VisitFrame(marker, payload);
            }

            if (marker == JpegMarker.StartOfScan)
            {
                scanSeen = true;
                return size is null ? Refusals.Broken(ImageFormat.Jpeg, "its pixels come before their size") : null;
            }

            return null;
        }

        private Error? VisitFrame(byte marker, ReadOnlySpan<byte> payload)
        {
            if (size is not null)
            {
                return Refusals.Broken(ImageFormat.Jpeg, "it states its size twice");
            }

            var frame = JpegFrame.Read(marker, payload);
            size = frame.IsSuccess ? frame.Value : null;
            return frame.Error ?? limits.Check(frame.Value.Width, frame.Value.Height);
        }

        private Result<ImageFacts> Finish()
        {
            if (size is not { } stored || !scanSeen)
            {
                return Refusals.Broken(ImageFormat.Jpeg, "it has no pixels");
            }

            edits.DropTail(window.Position);
            var upright = ExifOrientation.Apply(metadata.Capture.Orientation, stored);
            return edits.Facts(ImageFormat.Jpeg, upright, frames: 1, window.Length).Map(facts => facts with { Capture = metadata.Capture });
        }
    }
}

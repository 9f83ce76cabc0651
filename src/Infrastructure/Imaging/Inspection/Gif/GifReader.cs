using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Gif;

internal sealed class GifReader(PictureLimits limits) : IFormatReader
{
    private const int HeaderLength = 13;
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;

    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8);

    public Task<Result<ImageFacts>> ReadAsync(ByteWindow window) => new Walk(window, limits).ReadAsync();

    private static int ColourTableLength(byte flags) => (flags & 0x80) != 0 ? 3 << ((flags & 7) + 1) : 0;

    private sealed class Walk(ByteWindow window, PictureLimits limits)
    {
        private readonly LayoutEdits edits = new();
        private readonly GifCanvas canvas = new(limits);

        public async Task<Result<ImageFacts>> ReadAsync()
        {
            if (!await window.FillAsync(HeaderLength))
            {
                return Refusals.Truncated(ImageFormat.Gif);
            }

            var colours = ColourTableLength(window.Buffered[10]);
            if (canvas.Open(window.Buffered[6..]) is { } error)
            {
                return error;
            }

            return await window.SkipAsync(HeaderLength + colours) ? await ReadBlocksAsync() : Refusals.Truncated(ImageFormat.Gif);
        }

        private async Task<Result<ImageFacts>> ReadBlocksAsync()
        {
            while (await window.FillAsync(1))
            {
                var kind = window.Buffered[0];
                if (kind == Trailer)
                {
                    return Finish();
                }

                var error = kind switch
                {
                    Extension => await ReadExtensionAsync(),
                    Image => await ReadImageAsync(),
                    _ => Refusals.Broken(ImageFormat.Gif, "it has an unknown block"),
                };
                if (error is not null)
                {
                    return error;
                }
            }

            return Refusals.Truncated(ImageFormat.Gif);
        }

        private async ValueTask<Error?> ReadExtensionAsync()
        {
            var start = window.Position;
            if (!await window.FillAsync(GifMetadata.Wanted) && !await window.FillAsync(2))
            {
                return Refusals.Truncated(ImageFormat.Gif);
            }

            var personal = GifMetadata.IsPersonal(window.Buffered);
            window.Advance(2);
            if (!await SkipSubBlocksAsync())
            {
                return Refusals.Truncated(ImageFormat.Gif);
            }

            if (personal)
            {
                edits.Drop(start, window.Position - start);
            }

            return null;
        }

        private async ValueTask<Error?> ReadImageAsync()
        {
            const int DescriptorLength = 10;
            if (!await window.FillAsync(DescriptorLength))
            {
                return Refusals.Truncated(ImageFormat.Gif);
            }

            var descriptor = window.Buffered[..DescriptorLength];
            var colours = ColourTableLength(descriptor[9]);
            if (canvas.AddFrame(descriptor[1..]) is { } error)
            {
                return error;
            }

            if (!await window.SkipAsync(DescriptorLength + colours) || !await window.FillAsync(1))
            {
                return Refusals.Truncated(ImageFormat.Gif);
            }

            // The size of the first codes; decoders take no more than eleven bits, as one is added.
            if (window.Buffered[0] is 0 or > 11)
            {
                return Refusals.Broken(ImageFormat.Gif, "a frame's compression makes no sense");
            }

            window.Advance(1);
            return await SkipSubBlocksAsync() ? null : Refusals.Truncated(ImageFormat.Gif);
        }

        private async ValueTask<bool> SkipSubBlocksAsync()
        {
            while (await window.FillAsync(1))
            {
                var length = window.Buffered[0];
                if (!await window.SkipAsync(1 + length))
                {
                    return false;
                }

                if (length == 0)
                {
                    return true;
                }
            }

            return false;
        }

        private Result<ImageFacts> Finish()
        {
            window.Advance(1);
            if (canvas.Frames == 0)
            {
                return Refusals.Broken(ImageFormat.Gif, "it has no frame");
            }

            edits.DropTail(window.Position);
            return edits.Facts(ImageFormat.Gif, canvas.Size, canvas.Frames, window.Length);
        }
    }
}

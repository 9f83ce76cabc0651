using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Bmp;

internal sealed class BmpReader(PictureLimits limits) : IFormatReader
{
    // The shortest picture of run lengths: its end.
    private const int LeastRunLengths = 2;

    public bool Recognizes(ReadOnlySpan<byte> head) => BmpHeader.IsHeader(head);

    public async Task<Result<ImageFacts>> ReadAsync(ByteWindow window)
    {
        await window.FillAsync((int)Math.Min(BmpHeader.MaxLength, window.Length));
        if (BmpHeader.Read(window.Buffered[..(int)Math.Min(BmpHeader.MaxLength, window.Length)]) is not { } header)
        {
            return Refusals.Unsupported(ImageFormat.Bmp, "its header makes no sense, or is of a rare kind");
        }

        if (limits.Check(header.Width, header.Height) is { } error)
        {
            return error;
        }

        var pixels = header.IsRunLength ? LeastRunLengths : header.Stride * header.Height;
        var palette = header.PaletteAt + ((long)header.PaletteCount * header.PaletteEntryLength);
        return header.PixelsAt + pixels <= window.Length && palette <= window.Length
            ? new ImageFacts(ImageFormat.Bmp, new Dimensions(header.Width, header.Height), Frames: 1, PublicLayout: null)
            : Refusals.Truncated(ImageFormat.Bmp);
    }
}

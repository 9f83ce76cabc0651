using System.Buffers.Binary;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Exif;

namespace Picora.Infrastructure.Imaging.Inspection.Tiff;

/// <summary>The first page of a TIFF file: kinds that cameras, scanners and image programs write, and no others.</summary>
internal sealed class TiffReader(PictureLimits limits, int maxTableBytes) : IFormatReader
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const int MostSamples = 5;
    private const int Jpeg = 7;

    // None, the fax codes, LZW, JPEG, the two names of Deflate, PackBits.
    private static readonly uint[] Compressions = [1, 2, 3, 4, 5, Jpeg, 8, 32946, 32773];

    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8);

    public async Task<Result<ImageFacts>> ReadAsync(ByteWindow window)
    {
        var directory = await OpenAsync(window);
        if (directory is null)
        {
            return Refusals.Truncated(ImageFormat.Tiff);
        }

        var (width, height) = (await directory.NumberAsync(TiffTag.Width), await directory.NumberAsync(TiffTag.Height));
        if (width is null or 0 or > int.MaxValue || height is null or 0 or > int.MaxValue)
        {
            return Refusals.Broken(ImageFormat.Tiff, "it states no size");
        }

        if ((limits.Check(width.Value, height.Value) ?? await CheckCodingAsync(directory) ?? await CheckPixelsAsync(directory, window.Length)) is { } error)
        {
            return error;
        }

        var capture = await ReadCaptureAsync(directory);
        var size = ExifOrientation.Apply(capture.Orientation, new Dimensions((int)width, (int)height));
        return new ImageFacts(ImageFormat.Tiff, size, Frames: 1, PublicLayout: null) { Capture = capture };
    }

    private async ValueTask<TiffDirectory?> OpenAsync(ByteWindow window)
    {
        if (await window.ReadAtAsync(0, HeaderLength) is not { } header)
        {
            return null;
        }

        var little = header[0] == (byte)'I';
        var offset = little ? BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)) : BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        if (await window.ReadAtAsync(offset, 2) is not { } count)
        {
            return null;
        }

        var entries = little ? BinaryPrimitives.ReadUInt16LittleEndian(count) : BinaryPrimitives.ReadUInt16BigEndian(count);
        return await window.ReadAtAsync(offset + 2L, entries * EntryLength) is { } table ? new TiffDirectory(window, table, little, maxTableBytes) : null;
    }

    private static async ValueTask<Error?> CheckCodingAsync(TiffDirectory directory)
    {
        var compression = await directory.NumberAsync(TiffTag.Compression) ?? 1;
        if (!Compressions.Contains(compression))
        {
            return Refusals.Unsupported(ImageFormat.Tiff, "it is compressed in a rare way");
        }

        var samples = await directory.NumberAsync(TiffTag.SamplesPerPixel) ?? 1;
        var bits = await directory.NumbersAsync(TiffTag.BitsPerSample) ?? [1];
        return samples is 0 or > MostSamples || bits.Count > MostSamples || bits.Any(depth => depth is not (1 or 2 or 4 or 8 or 16 or 32))
            ? Refusals.Unsupported(ImageFormat.Tiff, "it has pixels of a rare kind")
            : null;
    }

    // Everything that the strips or tiles claim lies in the file.
    private static async ValueTask<Error?> CheckPixelsAsync(TiffDirectory directory, long fileLength)
    {
        var offsets = await directory.NumbersAsync(TiffTag.StripOffsets) ?? await directory.NumbersAsync(TiffTag.TileOffsets);
        var lengths = await directory.NumbersAsync(TiffTag.StripLengths) ?? await directory.NumbersAsync(TiffTag.TileLengths);
        if (offsets is not { Count: > 0 } || lengths is null || lengths.Count != offsets.Count)
        {
            return Refusals.Broken(ImageFormat.Tiff, "it does not say where its pixels are");
        }

        return directory.IsWhole && offsets.Zip(lengths).All(part => part.First + (long)part.Second <= fileLength) ? null : Refusals.Truncated(ImageFormat.Tiff);
    }

    private static async ValueTask<Capture> ReadCaptureAsync(TiffDirectory directory)
    {
        var orientation = await directory.NumberAsync(TiffTag.Orientation) is >= 1 and <= 8 and var value ? (int)value : Capture.Upright;
        return new Capture(
            orientation,
            await directory.WordsAsync(TiffTag.Make),
            await directory.WordsAsync(TiffTag.Model),
            Lens: null,
            ExifReader.Instant(await directory.WordsAsync(TiffTag.ChangedAt), offset: null));
    }
}

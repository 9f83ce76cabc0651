using System.Xml;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Svg;

/// <summary>
/// Drawings. What is stored and served is never the file that came but one that <see cref="SvgCleaner"/> writes; a file that is too large
/// to be cleaned is refused.
/// </summary>
internal sealed class SvgReader(PictureLimits limits, ImagingOptions options, EmbeddedPictures pictures) : IFormatReader
{
    public bool Recognizes(ReadOnlySpan<byte> head)
    {
        // A byte order mark, white space, and the first tag; with two bytes per character a zero beside each.
        var text = head.TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']);
        return text.StartsWith("<"u8);
    }

    public async Task<Result<ImageFacts>> ReadAsync(ByteWindow window)
    {
        if (window.Length > options.MaxSvgBytes)
        {
            return Refusals.TooLongDrawing(options.MaxSvgBytes);
        }

        var file = await window.ReadAsync((int)window.Length) ?? throw new IOException("The stored file is shorter than it was.");
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file, writable: false), Settings());
            var cleaned = await new SvgCleaner(reader, new SvgAttributes(pictures), options).CleanAsync(window.Cancellation);
            return cleaned.Bind(Facts);
        }
        catch (Exception failure) when (failure is XmlException or NotSupportedException)
        {
            // The latter where the file names an encoding that nobody should use any more.
            return Refusals.Broken(ImageFormat.Svg, "it is not well-formed XML, or uses entities of its own");
        }
    }

    // A document type is stepped over, never followed: it defines nothing here, so that every entity of its own is an error.
    private XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = options.MaxSvgBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private Result<ImageFacts> Facts(CleanedSvg cleaned)
    {
        var (width, height) = (Pixels(cleaned.Width), Pixels(cleaned.Height));
        if (limits.Check(width, height) is { } error)
        {
            return error;
        }

        return new ImageFacts(ImageFormat.Svg, new Dimensions(width, height), Frames: 1, PublicLayout: null) { Rewritten = cleaned.File };
    }

    private static int Pixels(double length) => (int)Math.Clamp(Math.Round(length), 1, int.MaxValue);
}

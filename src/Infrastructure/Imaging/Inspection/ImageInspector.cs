using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Heif;
using Picora.Infrastructure.Imaging.Inspection.Bmp;
using Picora.Infrastructure.Imaging.Inspection.Gif;
using Picora.Infrastructure.Imaging.Inspection.Jpeg;
using Picora.Infrastructure.Imaging.Inspection.Png;
using Picora.Infrastructure.Imaging.Inspection.Svg;
using Picora.Infrastructure.Imaging.Inspection.Tiff;
using Picora.Infrastructure.Imaging.Inspection.WebP;

namespace Picora.Infrastructure.Imaging.Inspection;

internal sealed class ImageInspector : IImageInspector
{
    private readonly IHeicSupport heic;
    private readonly IFormatReader[] readers;

    public ImageInspector(IOptions<ImagingOptions> options, IHeicSupport heic)
    {
        this.heic = heic;
        var limits = new PictureLimits(options.Value);
        IFormatReader[] rasters = [new JpegReader(limits), new PngReader(limits), new GifReader(limits), new WebPReader(limits)];
        readers =
        [
            .. rasters,
            new HeifReader(HeifKind.Avif, limits, options.Value.MaxMetadataBytes),
            new HeifReader(HeifKind.Heic, limits, options.Value.MaxMetadataBytes),
            new TiffReader(limits, options.Value.MaxMetadataBytes),
            new BmpReader(limits),
            new SvgReader(limits, options.Value, new EmbeddedPictures(rasters)),
        ];
    }

    public async Task<Result<ImageFacts>> InspectAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Seek(0, SeekOrigin.Begin);
        var window = new ByteWindow(content, cancellationToken);
        await window.FillAsync((int)Math.Min(IFormatReader.HeadLength, window.Length));
        var reader = Recognize(window.Buffered);
        var facts = reader is null ? Refusals.NotAPicture : await reader.ReadAsync(window);
        return facts is { IsSuccess: true, Value.Format: ImageFormat.Heic } && !await heic.IsInstalledAsync(cancellationToken)
            ? Refusals.NoHeicDecoder
            : facts;
    }

    private IFormatReader? Recognize(ReadOnlySpan<byte> buffered)
    {
        var head = buffered[..Math.Min(buffered.Length, IFormatReader.HeadLength)];
        foreach (var reader in readers)
        {
            if (reader.Recognizes(head))
            {
                return reader;
            }
        }

        return null;
    }
}

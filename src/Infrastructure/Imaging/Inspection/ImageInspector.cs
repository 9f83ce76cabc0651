using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging.Inspection.Avif;
using Picora.Infrastructure.Imaging.Inspection.Gif;
using Picora.Infrastructure.Imaging.Inspection.Jpeg;
using Picora.Infrastructure.Imaging.Inspection.Png;
using Picora.Infrastructure.Imaging.Inspection.WebP;

namespace Picora.Infrastructure.Imaging.Inspection;

internal sealed class ImageInspector : IImageInspector
{
    private readonly IFormatReader[] readers;

    public ImageInspector(IOptions<ImagingOptions> options)
    {
        var limits = new PictureLimits(options.Value);
        readers =
        [
            new JpegReader(limits),
            new PngReader(limits),
            new GifReader(limits),
            new WebPReader(limits),
            new AvifReader(limits, options.Value.MaxMetadataBytes),
        ];
    }

    public async Task<Result<ImageFacts>> InspectAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Seek(0, SeekOrigin.Begin);
        var window = new ByteWindow(content, cancellationToken);
        await window.FillAsync((int)Math.Min(IFormatReader.HeadLength, window.Length));
        var reader = Recognize(window.Buffered);
        return reader is null ? Refusals.NotAPicture : await reader.ReadAsync(window);
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

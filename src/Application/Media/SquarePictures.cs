using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

internal sealed class SquarePictures(IImageInspector inspector, IImageRenderer renderer, IObjectStorage storage) : ISquarePictures
{
    private const int Quality = 80;

    private static readonly Error NotTaken = Error.Validation("file", "The picture is no JPEG, PNG, WebP or GIF");

    public async Task<Result<byte[]>> MakeAsync(byte[] file, string ownerId, int side, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(file, writable: false);
        var facts = await inspector.InspectAsync(content, cancellationToken);
        if (!facts.IsSuccess)
        {
            return facts.Error;
        }

        return facts.Value.Format is ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.WebP or ImageFormat.Gif
            ? await RenderAsync(content, facts.Value, ObjectKey.NewVariant(ownerId, "source", facts.Value.Format.Extension()), side, cancellationToken)
            : NotTaken;
    }

    // Workers read files of the storage. Should the process die meanwhile, the sweeper finds a rendition that nothing refers to.
    private async Task<Result<byte[]>> RenderAsync(Stream content, ImageFacts facts, ObjectKey key, int side, CancellationToken cancellationToken)
    {
        try
        {
            content.Position = 0;
            await storage.PutAsync(key, content, cancellationToken);
            var plan = new TransformPlan(
                Placement.Of(facts.Size, side, side, Fit.Cover), Focus.Centre, ImageFormat.WebP, Quality, TransformPlan.UsualEffort(ImageFormat.WebP), IsAnimated: false);
            var source = new RenderSource(key, facts.Format, facts.Size.Pixels);
            var rendered = await renderer.RenderAsync(source, [plan], RenderLane.Live, cancellationToken);
            return rendered.Map(images => images[0].Content);
        }
        finally
        {
            await storage.DeleteAsync(key, CancellationToken.None);
        }
    }
}

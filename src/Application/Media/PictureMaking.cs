using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>Makes one picture of a stranger's file that is in memory, in a worker process; nothing of the file itself is kept.</summary>
internal sealed class PictureMaking(IImageInspector inspector, IImageRenderer renderer, IObjectStorage storage)
{
    private static readonly Error NotTaken = Error.Validation("file", "The picture is no JPEG, PNG, WebP or GIF");

    /// <summary><c>VALIDATION_ERROR</c> for what is no JPEG, PNG, WebP or GIF, otherwise the failures of inspection and rendering.</summary>
    /// <param name="ownerId">Names the file while it is worked on.</param>
    public async Task<Result<byte[]>> MakeAsync(byte[] file, string ownerId, Func<ImageFacts, TransformPlan> plan, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(file, writable: false);
        var facts = await inspector.InspectAsync(content, cancellationToken);
        if (!facts.IsSuccess)
        {
            return facts.Error;
        }

        return facts.Value.Format is ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.WebP or ImageFormat.Gif
            ? await RenderAsync(content, facts.Value, ObjectKey.NewVariant(ownerId, "source", facts.Value.Format.Extension()), plan(facts.Value), cancellationToken)
            : NotTaken;
    }

    // Workers read files of the storage. Should the process die meanwhile, the sweeper finds a rendition that nothing refers to.
    private async Task<Result<byte[]>> RenderAsync(Stream content, ImageFacts facts, ObjectKey key, TransformPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            content.Position = 0;
            await storage.PutAsync(key, content, cancellationToken);
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

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>Makes one picture's standing renditions and records the outcome in its row.</summary>
internal sealed partial class ImageVariantJob(
    IMediaDb db, IImageRenderer renderer, IObjectStorage storage, ImageVariantOutcome outcome, ILogger<ImageVariantJob> logger)
{
    private const string Busy = "IMAGE_WORKER_BUSY";

    public async Task RunAsync(ImageId id, string lease, CancellationToken cancellationToken)
    {
        var source = await db.Images.AsNoTracking().Where(image => image.Id == id && image.LeaseToken == lease)
            .Select(image => new RenderSource(image.Key, image.Format, (long)image.Width * image.Height)).SingleOrDefaultAsync(cancellationToken);
        if (source is null)
        {
            return;
        }

        try
        {
            var rendered = await renderer.RenderAsync(source, Renditions.Standing, RenderLane.Background, cancellationToken);
            if (rendered.IsSuccess)
            {
                await KeepAsync(id, lease, rendered.Value, cancellationToken);
            }
            else if (string.Equals(rendered.Error.Code, Busy, StringComparison.Ordinal))
            {
                await outcome.ReturnAsync(id, lease);
            }
            else
            {
                await outcome.FailAsync(id, lease, rendered.Error, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await outcome.ReturnAsync(id, lease);
            throw;
        }
        catch (Exception exception)
        {
            LogFailed(exception, id.Value);
            await outcome.FailAsync(id, lease, new Error(ErrorKind.Unavailable, "PROCESSING_FAILED", exception.Message), cancellationToken);
        }
    }

    private async Task KeepAsync(ImageId id, string lease, IReadOnlyList<RenderedImage> rendered, CancellationToken cancellationToken)
    {
        var variants = new List<ImageVariant>(rendered.Count);
        foreach (var image in rendered)
        {
            var key = ObjectKey.NewVariant(id.Value, image.Name, "webp");
            await storage.PutAsync(key, new MemoryStream(image.Content, writable: false), cancellationToken);
            variants.Add(ImageVariant.Create(id, image.Name, key, new Dimensions(image.Width, image.Height), image.Content.Length));
        }

        if (!await outcome.SucceedAsync(id, lease, variants, cancellationToken))
        {
            // Deleted, or taken over by another worker: nobody will ever ask for these.
            foreach (var variant in variants)
            {
                await storage.DeleteAsync(variant.Key, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Making the renditions of image {ImageId} failed")]
    private partial void LogFailed(Exception exception, string imageId);
}

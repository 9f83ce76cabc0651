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

    /// <returns>False when the attempt failed.</returns>
    public async Task<bool> RunAsync(ImageId id, string lease, CancellationToken cancellationToken)
    {
        var source = await db.Images.AsNoTracking().Where(image => image.Id == id && image.LeaseToken == lease)
            .Select(image => new { image.Key, image.Format, image.Width, image.Height }).SingleOrDefaultAsync(cancellationToken);
        if (source is null)
        {
            return true;
        }

        try
        {
            var size = new Dimensions(source.Width, source.Height);
            var standing = Renditions.Of(size, source.Format);
            var rendered = await renderer.DescribeAsync(
                new RenderSource(source.Key, source.Format, size.Pixels), [.. standing.Select(rendition => rendition.Plan)], RenderLane.Background, cancellationToken);
            if (rendered.IsSuccess)
            {
                await KeepAsync(id, lease, standing, rendered.Value, cancellationToken);
                return true;
            }

            if (string.Equals(rendered.Error.Code, Busy, StringComparison.Ordinal))
            {
                await outcome.ReturnAsync(id, lease);
                return true;
            }

            await outcome.FailAsync(id, lease, rendered.Error, cancellationToken);
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

        return false;
    }

    private async Task KeepAsync(
        ImageId id, string lease, IReadOnlyList<StandingRendition> standing, DescribedImages rendered, CancellationToken cancellationToken)
    {
        var variants = new List<ImageVariant>(standing.Count);
        foreach (var (rendition, image) in standing.Zip(rendered.Images))
        {
            var key = ObjectKey.NewVariant(id.Value, rendition.Name, rendition.Plan.Format.Extension());
            await storage.PutAsync(key, new MemoryStream(image.Content, writable: false), cancellationToken);
            variants.Add(ImageVariant.Create(id, rendition.Name, key, image.Size, image.Content.Length));
        }

        if (!await outcome.SucceedAsync(id, lease, variants, rendered.Digest!, cancellationToken))
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

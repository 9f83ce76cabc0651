using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Transforms;

/// <summary>
/// Keeps variants in the object storage, up to a number of bytes. Whatever is in it may be deleted at any time, from outside too: it is
/// made again when somebody asks for it.
/// </summary>
internal sealed partial class VariantCache(
    IObjectStorage storage, IOptions<TransformOptions> options, TimeProvider time, ILogger<VariantCache> logger)
{
    private readonly VariantIndex index = new(options.Value.CacheBytes);

    /// <summary>A kept variant; null when there is none.</summary>
    public async Task<Stream?> OpenAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var stream = await storage.OpenAsync(key, cancellationToken);
        if (stream is null)
        {
            index.Forget(key);
        }
        else
        {
            index.Note(key, stream.Length, time.GetUtcNow());
        }

        return stream;
    }

    /// <summary>Keeps a variant if it can. A storage that is full or away costs nobody the picture that was made.</summary>
    public async Task KeepAsync(ObjectKey key, byte[] content)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            await storage.PutAsync(key, stream, CancellationToken.None);
            index.Note(key, content.Length, time.GetUtcNow());
            await TrimAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Another server may have been quicker with the same bytes, which is as good.
            LogNotKept(exception, key);
        }
    }

    /// <summary>Removes all variants of pictures that are gone. What fails here is left to the sweeper.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<ImageId> images, CancellationToken cancellationToken)
    {
        foreach (var image in images)
        {
            try
            {
                var folder = storage.ListAsync(ObjectKey.TransformsFolder(image.Value), cancellationToken);
                foreach (var stored in await folder.ToListAsync(cancellationToken))
                {
                    await RemoveAsync(stored.Key, cancellationToken);
                }
            }
            catch (IOException exception)
            {
                LogNotRemoved(exception, image);
            }
        }
    }

    public async Task RemoveAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await storage.DeleteAsync(key, cancellationToken);
        index.Forget(key);
    }

    /// <summary>Learns what is kept, as after a start or from other servers, and removes what is too much.</summary>
    /// <returns>How many variants were removed, and the bytes of those that are left.</returns>
    public async Task<(int Removed, long Bytes)> SurveyAsync(CancellationToken cancellationToken)
    {
        await foreach (var stored in storage.ListAsync(ObjectKey.VariantsFolder, cancellationToken))
        {
            if (stored.Key.IsTransform)
            {
                index.Note(stored.Key, stored.Size, stored.ModifiedAt);
            }
        }

        return (await TrimAsync(cancellationToken), index.Bytes);
    }

    private async Task<int> TrimAsync(CancellationToken cancellationToken)
    {
        var excess = index.TakeExcess();
        foreach (var key in excess)
        {
            await storage.DeleteAsync(key, cancellationToken);
        }

        return excess.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The variants of image {Image} could not be removed; the sweeper will try again")]
    private partial void LogNotRemoved(Exception exception, ImageId image);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Variant {Key} could not be kept; it is made again when it is asked for")]
    private partial void LogNotKept(Exception exception, ObjectKey key);
}

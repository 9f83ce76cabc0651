using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Links;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>Makes a received and inspected file somebody's picture.</summary>
internal sealed class ImageRegistration(
    IImageFastPath fastPath, ImageAddition addition, IWorkSignal signal, DeleteLinks deleteLinks, ArrivalMetrics metrics, TimeProvider time)
{
    public async Task<Result<UploadedImage>> RegisterAsync(ArrivedImage arrived, CancellationToken cancellationToken)
    {
        var (upload, fields) = (arrived.Upload, arrived.Fields);
        var now = time.Now();
        var verified = new NewImage(upload.Owner, upload.Key, upload.Hash, upload.SizeBytes, arrived.Facts, arrived.FileName)
        {
            Id = ImageId.Parse((arrived.Replaced ?? upload).MediumId),
            ExpiresAt = now + fields.Lifetime,
        };
        var image = Image.Create(verified, fields.Title, fields.Tags, fields.IsPublic, now);
        if (!image.IsSuccess)
        {
            return image.Error;
        }

        // A file that another one is given up for needs both in one transaction; so does one that goes into a collection.
        var result = arrived is { Replaced: null, Fields.Collection: null } && await fastPath.TryAddAsync(upload, image.Value)
            ? deleteLinks.ShowUploaded(ImageRow.Of(image.Value), duplicate: false)
            : await addition.AddAsync(arrived, image.Value, cancellationToken);
        if (result is { IsSuccess: true, Value.Duplicate: false })
        {
            signal.Wake(ImageVariants.QueueKind);
        }

        if (result.IsSuccess)
        {
            metrics.Count(MediaKind.Image.ToName(), result.Value.Duplicate, (arrived.Replaced ?? upload).SizeBytes);
        }

        return result;
    }
}

using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>Makes a received and inspected file somebody's picture, in one transaction. The unique index on owner and content decides races.</summary>
internal sealed class ImageRegistration(
    IMediaDb db,
    IUnitOfWork unitOfWork,
    IUploadIntake intake,
    IImageFastPath fastPath,
    IWorkSignal signal,
    IPublicUrls urls,
    TimeProvider time)
{
    public async Task<Result<UploadedImage>> RegisterAsync(
        ReceivedUpload upload, ImageFacts facts, string fileName, ImageFields fields, CancellationToken cancellationToken)
    {
        var arrived = new NewImage(upload.Owner, upload.Key, upload.Hash, upload.SizeBytes, facts, fileName);
        var image = Image.Create(arrived, fields.Title, fields.Tags, fields.IsPublic, time.Now());
        if (!image.IsSuccess)
        {
            return image.Error;
        }

        var result = await fastPath.TryAddAsync(upload, image.Value)
            ? Added(image.Value)
            : await AddOnceAsync(upload, image.Value, cancellationToken);
        if (result is { IsSuccess: true, Value.Duplicate: false })
        {
            signal.Wake(ImageVariants.QueueKind);
        }

        return result;
    }

    private async Task<Result<UploadedImage>> AddOnceAsync(ReceivedUpload upload, Image image, CancellationToken cancellationToken)
    {
        try
        {
            return await unitOfWork.ExecuteAsync(token => AddAsync(upload, image, token), cancellationToken);
        }
        catch (Exception exception) when (unitOfWork.IsDuplicate(exception))
        {
            // Lost a race against the same bytes: the second look finds the winner.
            return await unitOfWork.ExecuteAsync(token => AddAsync(upload, image, token), cancellationToken);
        }
    }

    private async Task<Result<UploadedImage>> AddAsync(ReceivedUpload upload, Image image, CancellationToken cancellationToken)
    {
        // Asks cheaply first: hardly any upload has a twin. One that is deleted in between is none.
        var twins = db.Images.AsNoTracking().Where(other => other.OwnerId == upload.Owner && other.Hash == upload.Hash);
        if (await twins.AnyAsync(cancellationToken)
            && await twins.Select(ImageRow.Projection).SingleOrDefaultAsync(cancellationToken) is { } existing)
        {
            var discarded = await intake.DiscardAsync(upload, cancellationToken);
            return discarded.Map(_ => new UploadedImage(existing.ToResponse(urls), Duplicate: true));
        }

        var settled = await intake.SettleAsync(upload, cancellationToken);
        db.Images.Add(image);
        return settled.Map(_ => Added(image));
    }

    private UploadedImage Added(Image image) => new(ImageRow.Of(image).ToResponse(urls), Duplicate: false);
}

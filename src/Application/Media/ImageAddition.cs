using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Adds a picture, or finds its twin, in one transaction. The unique index on owner and content decides races.</summary>
internal sealed class ImageAddition(IMediaDb db, IUnitOfWork unitOfWork, IUploadIntake intake, IPublicUrls urls)
{
    public async Task<Result<UploadedImage>> AddAsync(ArrivedImage arrived, Image image, CancellationToken cancellationToken)
    {
        try
        {
            return await unitOfWork.ExecuteAsync(token => AddOrFindAsync(arrived, image, token), cancellationToken);
        }
        catch (Exception exception) when (unitOfWork.IsDuplicate(exception))
        {
            // Lost a race against the same bytes: the second look finds the winner.
            return await unitOfWork.ExecuteAsync(token => AddOrFindAsync(arrived, image, token), cancellationToken);
        }
    }

    private async Task<Result<UploadedImage>> AddOrFindAsync(ArrivedImage arrived, Image image, CancellationToken cancellationToken)
    {
        var upload = arrived.Upload;
        if (arrived.Replaced is { } replaced && (await intake.DiscardAsync(replaced, cancellationToken)).Error is { } error)
        {
            return error;
        }

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
        return settled.Map(_ => new UploadedImage(ImageRow.Of(image).ToResponse(urls), Duplicate: false));
    }
}

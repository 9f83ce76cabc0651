using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Collections;
using Picora.Application.Media.Links;
using Picora.Application.Media.Trash;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Adds a picture, or finds its twin, in one transaction. The unique index on owner and content decides races.</summary>
internal sealed class ImageAddition(
    IMediaDb db, IUnitOfWork unitOfWork, IUploadIntake intake, ImageTrash trash, ImageBooks books, DeleteLinks links)
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
        var twins = db.Images.WithTrash().AsNoTracking().Where(other => other.OwnerId == upload.Owner && other.Hash == upload.Hash);
        if (await twins.AnyAsync(cancellationToken)
            && await twins.Select(ImageRow.Projection).SingleOrDefaultAsync(cancellationToken) is { } existing)
        {
            var twin = existing.TrashedAt is null ? existing : await TakeBackAsync(existing, arrived, cancellationToken);
            var discarded = twin.IsSuccess ? await intake.DiscardAsync(upload, cancellationToken) : twin.Error;
            return discarded.Map(_ => links.ShowUploaded(twin.Value, duplicate: true));
        }

        var settled = await intake.SettleAsync(upload, cancellationToken);
        var placed = settled.IsSuccess ? await PlaceAsync(arrived, image, cancellationToken) : settled.Error;
        if (!placed.IsSuccess)
        {
            return placed.Error;
        }

        db.Images.Add(image);
        await books.AddedAsync(image, cancellationToken);
        return links.ShowUploaded(ImageRow.Of(image), duplicate: false);
    }

    // Whoever uploads what lies in the trash gets it back, under its old address, and otherwise as the upload says.
    private async Task<Result<ImageRow>> TakeBackAsync(ImageRow twin, ArrivedImage arrived, CancellationToken cancellationToken)
    {
        var fields = arrived.Fields;
        var restored = await trash.TakeBackAsync(arrived.Upload.Owner, [twin.Id], cancellationToken);
        if (restored is not { IsSuccess: true, Value: [var image] })
        {
            // Taken back or deleted by somebody else in this moment; whoever still finds it next has it.
            return restored.Error ?? new Error(ErrorKind.Conflict, "CONFLICT", "The same picture is being changed; send it again");
        }

        if (fields.LeavesTwin)
        {
            return ImageRow.Of(image);
        }

        var now = image.UpdatedAt;
        image.SetVisibility(fields.IsPublic, now);
        return image.Rename(fields.Title, now).Bind(_ => image.Tag(fields.Tags, now)).Map(_ => ImageRow.Of(image));
    }

    private async Task<Result<Success>> PlaceAsync(ArrivedImage arrived, Image image, CancellationToken cancellationToken)
    {
        if (arrived.Fields.Collection is not { } collection)
        {
            return Success.Value;
        }

        var entered = await books.Collections.EnterAsync(image.OwnerId, collection, [new Entrant(image.Id, image.SizeBytes)], cancellationToken);
        return entered.Map(position =>
        {
            image.MoveTo(collection, position, image.CreatedAt);
            return Success.Value;
        });
    }
}

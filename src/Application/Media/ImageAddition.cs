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
    private static readonly Error BeingChanged = new(ErrorKind.Conflict, "CONFLICT", "The same picture is being changed; send it again");

    public async Task<Result<UploadedImage>> AddAsync(ArrivedImage arrived, Image image, CancellationToken cancellationToken) =>
        // Lost a race against the same bytes, or against their deletion: the second look finds what is there then.
        await TryAsync(arrived, image, cancellationToken) ?? await unitOfWork.ExecuteAsync(token => AddOrFindAsync(arrived, image, token), cancellationToken);

    private async Task<Result<UploadedImage>?> TryAsync(ArrivedImage arrived, Image image, CancellationToken cancellationToken)
    {
        try
        {
            var added = await unitOfWork.ExecuteAsync(token => AddOrFindAsync(arrived, image, token), cancellationToken);
            return ReferenceEquals(added.Error, BeingChanged) ? default(Result<UploadedImage>?) : added;
        }
        catch (Exception exception) when (unitOfWork.IsDuplicate(exception))
        {
            return null;
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
            var twin = await ComeBackAsync(existing, arrived, image, cancellationToken);
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

    // What was there is there again: out of the trash, past its end, or for longer than it was to stay.
    private async Task<Result<ImageRow>> ComeBackAsync(ImageRow twin, ArrivedImage arrived, Image image, CancellationToken cancellationToken) => twin switch
    {
        { TrashedAt: not null } => await TakeBackAsync(twin, arrived, image, cancellationToken),
        { ExpiresAt: { } end } when image.ExpiresAt is null || image.ExpiresAt > end => await ProlongAsync(twin, arrived, image, cancellationToken),
        _ => twin,
    };

    // Whoever uploads what lies in the trash gets it back, under its old address, and otherwise as the upload says.
    private async Task<Result<ImageRow>> TakeBackAsync(ImageRow twin, ArrivedImage arrived, Image image, CancellationToken cancellationToken)
    {
        var restored = await trash.TakeBackAsync(arrived.Upload.Owner, [twin.Id], cancellationToken);
        if (restored is not { IsSuccess: true, Value: [var found] })
        {
            // Taken back or deleted by somebody else in this moment; whoever still finds it next has it.
            return restored.Error ?? BeingChanged;
        }

        found.LiveUntil(image.ExpiresAt, found.UpdatedAt);
        return Describe(found, arrived.Fields);
    }

    // One that nobody could find any more is as the upload says; one that is there stays as it is, only for longer.
    private async Task<Result<ImageRow>> ProlongAsync(ImageRow twin, ArrivedImage arrived, Image image, CancellationToken cancellationToken)
    {
        var (owner, now) = (arrived.Upload.Owner, image.CreatedAt);
        var wanted = db.Images.WithTrash().Where(row => row.Id == twin.Id && row.OwnerId == owner && row.TrashedAt == null);
        await wanted.LockAsync(cancellationToken);
        if (await wanted.Include(row => row.Tags).SingleOrDefaultAsync(cancellationToken) is not { } found)
        {
            return BeingChanged;
        }

        var wasThere = found.ExpiresAt > now;
        found.LiveUntil(image.ExpiresAt, now);
        await books.ChangedAsync(owner, [found.Id], cancellationToken);
        return wasThere ? ImageRow.Of(found) : Describe(found, arrived.Fields);
    }

    private static Result<ImageRow> Describe(Image found, ImageFields fields)
    {
        if (fields.LeavesTwin)
        {
            return ImageRow.Of(found);
        }

        var now = found.UpdatedAt;
        found.SetVisibility(fields.IsPublic, now);
        return found.Rename(fields.Title, now).Bind(_ => found.Tag(fields.Tags, now)).Map(_ => ImageRow.Of(found));
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

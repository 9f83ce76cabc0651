using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

/// <summary>Changes what is given and leaves the rest.</summary>
/// <param name="Description">An empty one clears it.</param>
/// <param name="IsDefault">True takes it from the collection that has been the default one.</param>
/// <param name="CoverImageId">One of the collection's own pictures.</param>
[RequireScope(Scope.CollectionsWrite)]
public sealed record UpdateCollection(
    string Id, string? Name, string? Description, bool? IsDefault, IReadOnlyList<string>? AllowedResourceTypes, string? CoverImageId)
    : IRequest<Result<CollectionResponse>>
{
    /// <summary>What never changes; it may be sent as it is.</summary>
    public FixedParts Fixed { get; init; } = FixedParts.None;
}

public sealed record FixedParts(string? CollectionType, string? Slug, string? CustomTypeId)
{
    public static readonly FixedParts None = new(null, null, null);

    internal bool Fit(Collection collection) =>
        Fits(CollectionType, collection.Type.ToSlug()) && Fits(Slug, collection.Slug) && Fits(CustomTypeId, collection.CustomTypeId?.Value);

    private static bool Fits(string? sent, string? real) => sent is null || string.Equals(sent, real, StringComparison.Ordinal);
}

internal sealed class UpdateCollectionValidator : AbstractValidator<UpdateCollection>
{
    public UpdateCollectionValidator()
    {
        RuleFor(request => request.Name).IsCollectionName();
        RuleFor(request => request.Description).IsStorable().MaximumLength(Collection.MaxDescriptionLength);
        RuleFor(request => request.AllowedResourceTypes).AreResourceTypes();
    }
}

internal sealed class UpdateCollectionHandler(
    IMediaDb db, IUnitOfWork unitOfWork, CollectionTurns turns, CollectionViews views, ICaller caller, TimeProvider time)
    : IRequestHandler<UpdateCollection, Result<CollectionResponse>>
{
    private static readonly Error WrongCover = Error.Validation("coverImageId", "coverImageId is not a picture of this collection.");

    public Task<Result<CollectionResponse>> Handle(UpdateCollection request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => ChangeAsync(request, token), cancellationToken);

    private async Task<Result<CollectionResponse>> ChangeAsync(UpdateCollection request, CancellationToken cancellationToken)
    {
        var (owner, now) = (caller.Current.UserId, time.Now());
        var own = db.Collections.Own(owner, request.Id);
        await turns.TakeAsync(owner, cancellationToken);
        // The row's lock, too: what it counts is changed by whoever moves things.
        if (await own.ExecuteUpdateAsync(set => set.SetProperty(row => row.UpdatedAt, now), cancellationToken) == 0)
        {
            return CollectionErrors.NotFound;
        }

        var collection = await own.SingleAsync(cancellationToken);
        if (!request.Fixed.Fit(collection))
        {
            return CollectionErrors.TypeImmutable;
        }

        if (request.IsDefault == true)
        {
            await db.Collections.Where(row => row.OwnerId == owner && row.IsDefault && row.Id != collection.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDefault, false), cancellationToken);
        }

        var covered = await CoverAsync(collection, request.CoverImageId, now, cancellationToken);
        var changed = covered.Bind(_ => Apply(request, collection, now));
        return changed.IsSuccess ? await views.ShowAsync(collection, cancellationToken) : changed.Error;
    }

    private static Result<Success> Apply(UpdateCollection request, Collection collection, DateTimeOffset now)
    {
        if (request.Name is { } name)
        {
            collection.Rename(name, now);
        }

        if (request.Description is { } description)
        {
            collection.Describe(description, now);
        }

        if (request.IsDefault is { } isDefault)
        {
            collection.Prefer(isDefault, now);
        }

        return request.AllowedResourceTypes is { } names ? collection.Widen(ResourceTypeNames.Parse(names)!.Value, now) : Success.Value;
    }

    private async Task<Result<Success>> CoverAsync(Collection collection, string? cover, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (cover is null)
        {
            return Success.Value;
        }

        var id = ImageId.Parse(cover) ?? default;
        if (!await db.Images.AnyAsync(image => image.Id == id && image.CollectionId == collection.Id, cancellationToken))
        {
            return WrongCover;
        }

        collection.ShowBy(id, now);
        return Success.Value;
    }
}

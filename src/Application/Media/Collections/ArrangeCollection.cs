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

/// <summary>Puts pictures of a collection, in the given order, before another one of its pictures.</summary>
/// <param name="Before">Null puts them at the end.</param>
[RequireScope(Scope.CollectionsWrite)]
public sealed record ArrangeCollection(string Id, IReadOnlyList<string>? Ids, string? Before) : IRequest<Result<Success>>;

internal sealed class ArrangeCollectionValidator : AbstractValidator<ArrangeCollection>
{
    public ArrangeCollectionValidator()
    {
        RuleFor(request => request.Ids).AreSomeIds();
        RuleFor(request => request.Before).Must((request, before) => before is null || request.Ids?.Contains(before, StringComparer.Ordinal) != true)
            .WithMessage("before is not one of those that move.");
    }
}

internal sealed class ArrangeCollectionHandler(IMediaDb db, IUnitOfWork unitOfWork, ICaller caller, TimeProvider time)
    : IRequestHandler<ArrangeCollection, Result<Success>>
{
    private static readonly Error NotMembers = Error.Validation("ids", "Not all of these are pictures of the collection.");

    public Task<Result<Success>> Handle(ArrangeCollection request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => ArrangeAsync(request, token), cancellationToken);

    private async Task<Result<Success>> ArrangeAsync(ArrangeCollection request, CancellationToken cancellationToken)
    {
        var ids = request.Ids!.Distinct(StringComparer.Ordinal).Select(id => ImageId.Parse(id) ?? default).ToList();
        var own = db.Collections.Own(caller.Current.UserId, request.Id);
        var (count, now) = (ids.Count, time.Now());

        // One order at a time.
        var changed = await own.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.NextPosition, row => row.NextPosition + count).SetProperty(row => row.UpdatedAt, now), cancellationToken);
        if (changed == 0)
        {
            return CollectionErrors.NotFound;
        }

        var collection = CollectionId.Parse(request.Id);
        var members = db.Images.Where(image => image.CollectionId == collection);
        if (await members.CountAsync(image => ids.Contains(image.Id), cancellationToken) != count)
        {
            return NotMembers;
        }

        var first = await MakeRoomAsync(own, members, request.Before, count, cancellationToken);
        for (var i = 0; first.IsSuccess && i < count; i++)
        {
            var (id, position) = (ids[i], first.Value + i);
            await members.Where(image => image.Id == id).ExecuteUpdateAsync(set => set.SetProperty(image => image.CollectionPosition, position), cancellationToken);
        }

        return first.Map(_ => Success.Value);
    }

    private static async Task<Result<long>> MakeRoomAsync(
        IQueryable<Collection> own, IQueryable<Image> members, string? before, int count, CancellationToken cancellationToken)
    {
        if (before is null)
        {
            return await own.Select(row => row.NextPosition).SingleAsync(cancellationToken) - count;
        }

        var next = ImageId.Parse(before) ?? default;
        var place = await members.Where(image => image.Id == next).Select(image => (long?)image.CollectionPosition).SingleOrDefaultAsync(cancellationToken);
        if (place is not { } first)
        {
            return Error.Validation("before", "before is not a picture of the collection.");
        }

        // What lies in the trash keeps its place among the others.
        await members.WithTrash().Where(image => image.CollectionPosition >= first)
            .ExecuteUpdateAsync(set => set.SetProperty(image => image.CollectionPosition, image => image.CollectionPosition + count), cancellationToken);
        return first;
    }
}

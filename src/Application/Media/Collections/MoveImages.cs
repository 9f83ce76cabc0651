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

/// <summary>Puts pictures into a collection, at its end and in the given order, or takes them out of theirs. Those that are not the caller's are passed over.</summary>
/// <param name="Target">Null takes them out.</param>
[RequireScope(Scope.ImagesWrite)]
public sealed record MoveImages(IReadOnlyList<string>? Ids, MoveTarget? Target) : IRequest<Result<MovedImages>>
{
    /// <summary>Only those that are in this collection; null for all.</summary>
    public string? From { get; init; }
}

/// <param name="KbId">The collection; null for none.</param>
public sealed record MoveTarget(string? KbId);

/// <param name="Moved">How many of the pictures are there now.</param>
public sealed record MovedImages(int Moved);

internal sealed class MoveImagesValidator : AbstractValidator<MoveImages>
{
    public MoveImagesValidator()
    {
        RuleFor(request => request.Ids).AreSomeIds();
        RuleFor(request => request.Target).NotNull().OverridePropertyName("kbId").WithMessage("kbId is needed: a collection's id, or null.");
    }
}

internal sealed class MoveImagesHandler(IMediaDb db, IUnitOfWork unitOfWork, ImageBooks books, ICaller caller, TimeProvider time)
    : IRequestHandler<MoveImages, Result<MovedImages>>
{
    public async Task<Result<MovedImages>> Handle(MoveImages request, CancellationToken cancellationToken)
    {
        var ids = request.Ids!.Distinct(StringComparer.Ordinal).Select(ImageId.Parse).OfType<ImageId>().ToList();
        if (request.Target!.KbId is not { } text)
        {
            var left = await unitOfWork.ExecuteAsync(token => MoveAsync(ids, request.From, null, token), cancellationToken);
            return request.From is null ? left : left.Bind<MovedImages>(moved => moved.Moved > 0 ? moved : MediaErrors.ImageNotFound);
        }

        return CollectionId.Parse(text) is { } target
            ? await unitOfWork.ExecuteAsync(token => MoveAsync(ids, request.From, target, token), cancellationToken)
            : CollectionErrors.NotFound;
    }

    private async Task<Result<MovedImages>> MoveAsync(List<ImageId> ids, string? from, CollectionId? target, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var wanted = db.Images.Where(image => image.OwnerId == owner && ids.Contains(image.Id));
        if (from is not null)
        {
            var left = CollectionId.Parse(from) ?? default;
            wanted = wanted.Where(image => image.CollectionId == left);
        }

        await wanted.LockAsync(cancellationToken);
        var found = await wanted.ToListAsync(cancellationToken);
        var moving = found.Where(image => image.CollectionId != target).OrderBy(image => ids.IndexOf(image.Id)).ToList();
        await books.Collections.LockAsync(moving.Select(image => image.CollectionId).Append(target).OfType<CollectionId>(), cancellationToken);
        var first = target is { } collection
            ? await books.Collections.EnterAsync(owner, collection, moving.ConvertAll(image => new Entrant(image.Id, image.SizeBytes)), cancellationToken)
            : 0;
        if (!first.IsSuccess)
        {
            return first.Error;
        }

        var leaving = moving.Where(image => image.CollectionId is not null)
            .Select(image => new Member(image.Id, image.CollectionId!.Value, image.SizeBytes)).ToList();
        for (var i = 0; i < moving.Count; i++)
        {
            moving[i].MoveTo(target, first.Value + i, time.Now());
        }

        await books.Collections.LeaveAsync(leaving, cancellationToken);
        await books.ChangedAsync(owner, moving.Select(image => image.Id), cancellationToken);
        return new MovedImages(found.Count);
    }
}

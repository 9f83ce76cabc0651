using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Media.Trash;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Deletes several of the caller's pictures; those that are not the caller's count as failed.</summary>
/// <param name="Trash">Whether they can be taken back for a while; null for what is usual here.</param>
[RequireScope(Scope.ImagesDelete)]
public sealed record DeleteImages(IReadOnlyList<string>? Ids, bool? Trash = null) : IRequest<Result<DeleteImagesResponse>>;

public sealed record DeleteImagesResponse(int Deleted, int Failed);

internal sealed class DeleteImagesValidator : AbstractValidator<DeleteImages>
{
    public DeleteImagesValidator() => RuleFor(request => request.Ids).AreSomeIds();
}

internal sealed class DeleteImagesHandler(ImageTrash trash, ICaller caller) : IRequestHandler<DeleteImages, Result<DeleteImagesResponse>>
{
    public async Task<Result<DeleteImagesResponse>> Handle(DeleteImages request, CancellationToken cancellationToken)
    {
        var distinct = request.Ids!.Distinct(StringComparer.Ordinal).ToList();
        var ids = distinct.Select(ImageId.Parse).OfType<ImageId>().ToList();
        var removed = await trash.DeleteAsync(caller.Current.UserId, ids, request.Trash, cancellationToken);
        return removed.Map(count => new DeleteImagesResponse(count, distinct.Count - count));
    }
}

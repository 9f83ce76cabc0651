using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Deletes several of the caller's pictures; those that are not the caller's count as failed.</summary>
[RequireScope(Scope.ImagesDelete)]
public sealed record DeleteImages(IReadOnlyList<string>? Ids) : IRequest<Result<DeleteImagesResponse>>;

public sealed record DeleteImagesResponse(int Deleted, int Failed);

internal sealed class DeleteImagesValidator : AbstractValidator<DeleteImages>
{
    private const int Most = 50;

    public DeleteImagesValidator() =>
        RuleFor(request => request.Ids).Must(ids => ids is { Count: >= 1 and <= Most }).WithMessage($"ids holds 1 to {Most} ids.");
}

internal sealed class DeleteImagesHandler(ImageRemoval removal, ICaller caller) : IRequestHandler<DeleteImages, Result<DeleteImagesResponse>>
{
    public async Task<Result<DeleteImagesResponse>> Handle(DeleteImages request, CancellationToken cancellationToken)
    {
        var distinct = request.Ids!.Distinct(StringComparer.Ordinal).ToList();
        var ids = distinct.Select(ImageId.Parse).OfType<ImageId>().ToList();
        var removed = await removal.RemoveAsync(caller.Current.UserId, ids, cancellationToken);
        return removed.Map(count => new DeleteImagesResponse(count, distinct.Count - count));
    }
}

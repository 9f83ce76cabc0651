using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Trash;

/// <summary>Takes several pictures back from the trash; those that are not in the caller's trash count as failed.</summary>
[RequireScope(Scope.ImagesWrite)]
public sealed record RestoreImages(IReadOnlyList<string>? Ids) : IRequest<Result<RestoreImagesResponse>>;

public sealed record RestoreImagesResponse(int Restored, int Failed);

internal sealed class RestoreImagesValidator : AbstractValidator<RestoreImages>
{
    public RestoreImagesValidator() => RuleFor(request => request.Ids).AreSomeIds();
}

internal sealed class RestoreImagesHandler(ImageTrash trash, ICaller caller) : IRequestHandler<RestoreImages, Result<RestoreImagesResponse>>
{
    public async Task<Result<RestoreImagesResponse>> Handle(RestoreImages request, CancellationToken cancellationToken)
    {
        var distinct = request.Ids!.Distinct(StringComparer.Ordinal).ToList();
        var restored = await trash.RestoreAsync(caller.Current.UserId, [.. distinct.Select(ImageId.Parse).OfType<ImageId>()], cancellationToken);
        return restored.Map(images => new RestoreImagesResponse(images.Count, distinct.Count - images.Count));
    }
}

using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Tags;

/// <summary>Takes a tag off all of the caller's pictures, which stay.</summary>
[RequireScope(Scope.ImagesWrite)]
public sealed record DeleteTag(string? Name) : IRequest<Result<TagChange>>;

internal sealed class DeleteTagValidator : AbstractValidator<DeleteTag>
{
    public DeleteTagValidator() => RuleFor(request => request.Name).IsTag();
}

internal sealed class DeleteTagHandler(LibraryTags tags, ICaller caller) : IRequestHandler<DeleteTag, Result<TagChange>>
{
    public Task<Result<TagChange>> Handle(DeleteTag request, CancellationToken cancellationToken) =>
        tags.ChangeAsync(caller.Current.UserId, request.Name!.Trim(), newName: null, cancellationToken);
}

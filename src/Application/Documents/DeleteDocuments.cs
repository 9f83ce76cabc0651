using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Documents.Writing;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>Deletes several of the caller's documents; those that are not the caller's count as failed.</summary>
/// <param name="Hard">Whether they are gone for good, with their revisions.</param>
[RequireScope(Scope.DocsDelete)]
public sealed record DeleteDocuments(IReadOnlyList<string>? Ids, bool Hard) : IRequest<Result<DeletedDocuments>>;

public sealed record DeletedDocuments(int Deleted, int Failed);

internal sealed class DeleteDocumentsValidator : AbstractValidator<DeleteDocuments>
{
    public DeleteDocumentsValidator() => RuleFor(request => request.Ids).AreSomeDocuments();
}

internal sealed class DeleteDocumentsHandler(DocumentRemoval removal, ICaller caller) : IRequestHandler<DeleteDocuments, Result<DeletedDocuments>>
{
    public async Task<Result<DeletedDocuments>> Handle(DeleteDocuments request, CancellationToken cancellationToken)
    {
        var distinct = request.Ids!.Distinct(StringComparer.Ordinal).ToList();
        var ids = distinct.Select(DocumentId.Parse).OfType<DocumentId>().ToList();
        var deleted = await removal.DeleteAsync(caller.Current.UserId, ids, request.Hard, cancellationToken);
        return deleted.Map(count => new DeletedDocuments(count, distinct.Count - count));
    }
}

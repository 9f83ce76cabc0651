using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>Deletes one of the caller's documents; its addresses are dead at once.</summary>
/// <param name="Hard">Whether it is gone for good, with its revisions.</param>
[RequireScope(Scope.DocsDelete)]
public sealed record DeleteDocument(string Id, bool Hard) : IRequest<Result<Success>>;

internal sealed class DeleteDocumentHandler(DocumentRemoval removal, ICaller caller) : IRequestHandler<DeleteDocument, Result<Success>>
{
    public async Task<Result<Success>> Handle(DeleteDocument request, CancellationToken cancellationToken)
    {
        if (DocumentId.Parse(request.Id) is not { } id)
        {
            return DocumentErrors.NotFound;
        }

        var deleted = await removal.DeleteAsync(caller.Current.UserId, [id], request.Hard, cancellationToken);
        return deleted.Bind<Success>(count => count == 1 ? Success.Value : DocumentErrors.NotFound);
    }
}

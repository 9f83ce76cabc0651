using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>One of the caller's documents, without its text.</summary>
[RequireScope(Scope.DocsRead)]
public sealed record GetDocument(string Id) : IRequest<Result<DocumentResponse>>;

internal sealed class GetDocumentHandler(IDocumentsDb db, ICaller caller, IPublicUrls urls) : IRequestHandler<GetDocument, Result<DocumentResponse>>
{
    public async Task<Result<DocumentResponse>> Handle(GetDocument request, CancellationToken cancellationToken)
    {
        var (owner, id) = (caller.Current.UserId, DocumentId.Parse(request.Id) ?? default);
        var row = await db.Documents.AsNoTracking().Where(document => document.Id == id && document.OwnerId == owner && document.DeletedAt == null)
            .Select(DocumentRow.Projection).SingleOrDefaultAsync(cancellationToken);
        return row is null ? DocumentErrors.NotFound : row.ToResponse(urls);
    }
}

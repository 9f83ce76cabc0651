using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Documents.Writing;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>Takes a deleted document back, under its old id and path; out of a collection that is gone. It counts again.</summary>
[RequireScope(Scope.DocsWrite)]
public sealed record RestoreDocument(string Id) : IRequest<Result<DocumentResponse>>;

internal sealed class RestoreDocumentHandler(
    IDocumentsDb db, IUnitOfWork unitOfWork, DocumentShelf shelf, DocumentFiling filing, ICaller caller, DocumentViews views)
    : IRequestHandler<RestoreDocument, Result<DocumentResponse>>
{
    public Task<Result<DocumentResponse>> Handle(RestoreDocument request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => TakeBackAsync(request, token), cancellationToken);

    private async Task<Result<DocumentResponse>> TakeBackAsync(RestoreDocument request, CancellationToken cancellationToken)
    {
        var (owner, id) = (caller.Current.UserId, DocumentId.Parse(request.Id) ?? default);
        await shelf.TakeTurnAsync(owner, cancellationToken);
        var document = await db.Documents.SingleOrDefaultAsync(row => row.Id == id && row.OwnerId == owner, cancellationToken);
        if (document is not { DeletedAt: not null })
        {
            // One that is there is where it should be.
            return document is null ? DocumentErrors.NotFound : views.Show(document);
        }

        if (await shelf.FindTwinAsync(owner, document.SubmittedHash, cancellationToken) is { } twin)
        {
            return DocumentErrors.TextTaken(twin.Id);
        }

        var path = DocumentPath.Parse(document.RelativePath);
        if (await filing.FindOtherAsync(id, document.KbId, path, cancellationToken) is { } other)
        {
            return DocumentErrors.PathTaken(other);
        }

        document.Restore(views.Now);
        var placed = await shelf.CountInAsync(document, caller.Current.Plan, cancellationToken);
        if (placed.IsSuccess)
        {
            await views.NoteAsync(document, cancellationToken);
        }

        return placed.Map(_ => views.Show(document));
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>A document's text: everybody's when it is public, its owner's otherwise.</summary>
/// <param name="Original">Whether the owner asks for the text as it came, with the pictures in it.</param>
[PublicAccess]
public sealed record OpenDocument(string Id, bool Original) : IRequest<Result<OpenedDocument>>;

/// <param name="Hash">The SHA-256 of the text, in lowercase hex.</param>
/// <param name="ReadAsync">Reads the text; it may be gone by then.</param>
public sealed record OpenedDocument(
    string Hash, string ContentType, string FileName, bool IsPublic, DateTimeOffset UpdatedAt, Func<CancellationToken, Task<byte[]?>> ReadAsync);

internal sealed class OpenDocumentHandler(IDocumentsDb db, ICaller caller) : IRequestHandler<OpenDocument, Result<OpenedDocument>>
{
    public async Task<Result<OpenedDocument>> Handle(OpenDocument request, CancellationToken cancellationToken)
    {
        var id = DocumentId.Parse(request.Id) ?? default;
        var row = await db.Documents.AsNoTracking().VisibleTo(caller.Current).Where(document => document.Id == id)
            .Select(document => new
            {
                document.OwnerId,
                document.Markup,
                document.FileName,
                document.IsPublic,
                document.Hash,
                document.SubmittedHash,
                document.TextId,
                document.OriginalId,
                document.UpdatedAt,
                document.BlockedAt,
            }).SingleOrDefaultAsync(cancellationToken);
        if (row is null || (request.Original && (row.OwnerId != caller.Current.UserId || !caller.Current.MayRead())))
        {
            return DocumentErrors.NotFound;
        }

        if (row.BlockedAt is not null)
        {
            return DocumentErrors.Blocked;
        }

        var text = request.Original ? row.OriginalId ?? row.TextId : row.TextId;
        return new OpenedDocument(
            (request.Original ? row.SubmittedHash : row.Hash).Value, row.Markup.ToContentType(), row.FileName, row.IsPublic && !request.Original, row.UpdatedAt,
            token => db.DocumentTexts.AsNoTracking().Where(stored => stored.Id == text).Select(stored => stored.Bytes).SingleOrDefaultAsync(token));
    }
}

/// <summary>Decides which documents a request may read without being their owner's.</summary>
internal static class DocumentGate
{
    /// <summary>Whether the caller's credential may read the caller's own documents.</summary>
    public static bool MayRead(this Caller caller) => caller.IsAuthenticated && caller.Scopes.HasFlag(Scope.DocsRead);

    /// <summary>The public documents, and the caller's own.</summary>
    public static IQueryable<Document> VisibleTo(this IQueryable<Document> documents, Caller caller)
    {
        var owner = caller.UserId;
        var live = documents.Where(row => row.DeletedAt == null && row.ErasedAt == null);
        return caller.MayRead() ? live.Where(row => row.IsPublic || row.OwnerId == owner) : live.Where(row => row.IsPublic);
    }
}

using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents.Revisions;

/// <summary>The earlier texts of one of the caller's documents, the latest first. Open to everybody's plan.</summary>
[RequireScope(Scope.DocsRead)]
public sealed record ListRevisions(string Id) : IRequest<Result<RevisionList>>;

/// <param name="TotalBytes">Of all of them together.</param>
public sealed record RevisionList(IReadOnlyList<RevisionResponse> Revisions, long TotalBytes);

/// <param name="RevNumber">Counts up from 1.</param>
/// <param name="Origin">What made it give way: <c>upload</c> or <c>restore</c>.</param>
public sealed record RevisionResponse(string Id, int RevNumber, long SizeBytes, string Origin, string SourceHash, DateTimeOffset CreatedAt);

internal sealed class ListRevisionsValidator : AbstractValidator<ListRevisions>
{
    public ListRevisionsValidator() => RuleFor(request => request.Id).IsRevisedId();
}

internal sealed class ListRevisionsHandler(IDocumentsDb db, ICaller caller) : IRequestHandler<ListRevisions, Result<RevisionList>>
{
    public async Task<Result<RevisionList>> Handle(ListRevisions request, CancellationToken cancellationToken)
    {
        var (owner, id) = (caller.Current.UserId, DocumentId.Parse(request.Id)!.Value);
        if (!await db.Documents.AnyAsync(row => row.Id == id && row.OwnerId == owner && row.DeletedAt == null, cancellationToken))
        {
            return DocumentErrors.NotFound;
        }

        var rows = await db.DocumentRevisions.AsNoTracking().Where(row => row.DocumentId == id).OrderByDescending(row => row.Number).ToListAsync(cancellationToken);
        return new RevisionList(rows.ConvertAll(RevisionViews.Show), rows.Sum(row => row.SizeBytes));
    }
}

internal static class RevisionViews
{
    public static IRuleBuilderOptions<T, string> IsRevisedId<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(id => DocumentId.Parse(id) is not null).WithMessage("An id has 21 characters of A-Z, a-z, 0-9, _ and -.");

    public static RevisionResponse Show(DocumentRevision row) =>
        new(row.Id.Value, row.Number, row.SizeBytes, row.Origin == RevisionOrigin.Restore ? "restore" : "upload", row.Hash.Value, row.CreatedAt);

    /// <summary>One of the owner's, of a document that is there.</summary>
    public static IQueryable<DocumentRevision> Own(this IDocumentsDb db, UserId owner, string documentId, string revisionId)
    {
        var (document, revision) = (DocumentId.Parse(documentId)!.Value, RevisionId.Parse(revisionId)!.Value);
        return db.DocumentRevisions.AsNoTracking().Where(row => row.Id == revision && row.DocumentId == document && row.OwnerId == owner
            && db.Documents.Any(current => current.Id == document && current.DeletedAt == null));
    }
}

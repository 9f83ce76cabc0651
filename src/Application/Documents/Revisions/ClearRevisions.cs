using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Documents.Writing;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Documents.Revisions;

/// <summary>Removes some of the caller's earlier texts, of all documents; to be sent again while there are more. Open to everybody's plan.</summary>
[RequireScope(Scope.DocsDelete)]
public sealed record ClearRevisions : IRequest<Result<ClearedRevisions>>;

public sealed record ClearedRevisions(int Deleted, long FreedBytes, bool HasMore);

internal sealed class ClearRevisionsHandler(IDocumentsDb db, IUnitOfWork unitOfWork, DocumentShelf shelf, ICaller caller)
    : IRequestHandler<ClearRevisions, Result<ClearedRevisions>>
{
    private const int Most = 200;

    public Task<Result<ClearedRevisions>> Handle(ClearRevisions request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(ClearAsync, cancellationToken);

    private async Task<Result<ClearedRevisions>> ClearAsync(CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        await shelf.TakeTurnAsync(owner, cancellationToken);
        var rows = await db.DocumentRevisions.AsNoTracking().Where(row => row.OwnerId == owner).OrderBy(row => row.Id).Take(Most + 1)
            .Select(row => new { row.Id, row.TextId, row.SizeBytes }).ToListAsync(cancellationToken);
        var some = rows.Take(Most).ToList();
        var (ids, texts) = (some.ConvertAll(row => row.Id), some.ConvertAll(row => row.TextId));
        await db.DocumentTexts.Where(text => texts.Contains(text.Id)).ExecuteDeleteAsync(cancellationToken);
        await db.DocumentRevisions.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        return new ClearedRevisions(some.Count, some.Sum(row => row.SizeBytes), rows.Count > Most);
    }
}

using System.Text;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents.Revisions;

/// <summary>An earlier text of one of the caller's documents. Open to everybody's plan.</summary>
[RequireScope(Scope.DocsRead)]
public sealed record GetRevision(string Id, string RevisionId) : IRequest<Result<RevisionContent>>;

public sealed record RevisionContent(string Id, int RevNumber, long SizeBytes, string Origin, string SourceHash, DateTimeOffset CreatedAt, string Content);

internal sealed class GetRevisionValidator : AbstractValidator<GetRevision>
{
    public GetRevisionValidator()
    {
        RuleFor(request => request.Id).IsRevisedId();
        RuleFor(request => request.RevisionId).IsRevisedId().OverridePropertyName("revId");
    }
}

internal sealed class GetRevisionHandler(IDocumentsDb db, ICaller caller) : IRequestHandler<GetRevision, Result<RevisionContent>>
{
    public async Task<Result<RevisionContent>> Handle(GetRevision request, CancellationToken cancellationToken)
    {
        var row = await db.Own(caller.Current.UserId, request.Id, request.RevisionId).SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return DocumentErrors.RevisionNotFound;
        }

        if (await db.Documents.AnyAsync(document => document.Id == row.DocumentId && document.BlockedAt != null, cancellationToken))
        {
            return DocumentErrors.Blocked;
        }

        var bytes = await db.DocumentTexts.AsNoTracking().Where(text => text.Id == row.TextId).Select(text => text.Bytes).SingleOrDefaultAsync(cancellationToken);
        var shown = RevisionViews.Show(row);
        return bytes is null
            ? DocumentErrors.RevisionNotFound
            : new RevisionContent(shown.Id, shown.RevNumber, shown.SizeBytes, shown.Origin, shown.SourceHash, shown.CreatedAt, Encoding.UTF8.GetString(bytes));
    }
}

using System.Text;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Documents.Writing;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Documents.Revisions;

/// <summary>
/// Makes an earlier text the present one of its path. The present one becomes a revision; title, tags and visibility stay. The document gets
/// another id, as with every other text.
/// </summary>
[RequireScope(Scope.DocsWrite)]
public sealed record RestoreRevision(string Id, string RevisionId) : IRequest<Result<DocumentResponse>>;

internal sealed class RestoreRevisionValidator : AbstractValidator<RestoreRevision>
{
    public RestoreRevisionValidator()
    {
        RuleFor(request => request.Id).IsRevisedId();
        RuleFor(request => request.RevisionId).IsRevisedId().OverridePropertyName("revId");
    }
}

internal sealed class RestoreRevisionHandler(
    IDocumentsDb db, DocumentArrival arrival, IMarkdownReader markdown, IDocVersioning versions, ICaller caller, DocumentViews views)
    : IRequestHandler<RestoreRevision, Result<DocumentResponse>>
{
    public async Task<Result<DocumentResponse>> Handle(RestoreRevision request, CancellationToken cancellationToken)
    {
        var (owner, plan, id) = (caller.Current.UserId, caller.Current.Plan, DocumentId.Parse(request.Id)!.Value);
        if (plan == Plan.None)
        {
            return QuotaErrors.PlanInactive;
        }

        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.OwnerId == owner && row.DeletedAt == null, cancellationToken);
        if (document is not { RelativePath: { } path })
        {
            return document is null ? DocumentErrors.NotFound : DocumentErrors.NotFiled;
        }

        var revision = await db.Own(owner, request.Id, request.RevisionId).SingleOrDefaultAsync(cancellationToken);
        var bytes = revision is null
            ? null
            : await db.DocumentTexts.AsNoTracking().Where(text => text.Id == revision.TextId).Select(text => text.Bytes).SingleOrDefaultAsync(cancellationToken);
        if (bytes is null)
        {
            return DocumentErrors.RevisionNotFound;
        }

        return revision!.Hash == document.Hash
            ? views.Show(document) with { Duplicate = true }
            : await arrival.TakeAsync(await OrderAsync(document, DocumentPath.FromStored(path), bytes, cancellationToken), cancellationToken);
    }

    private async Task<DocumentOrder> OrderAsync(Document document, DocumentPath path, byte[] bytes, CancellationToken cancellationToken) =>
        new(
            document.OwnerId, caller.Current.Plan, DocumentDraft.Read(document.FileName, Encoding.UTF8.GetString(bytes), markdown), bytes,
            RewritesImages: false, document.KbId, path)
        {
            Title = document.Title,
            Tags = document.Tags,
            IsPublic = document.IsPublic,
            Kept = (await versions.OfAsync(document.OwnerId, cancellationToken)).Most,
            Origin = RevisionOrigin.Restore,
            Into = document.Id,
        };
}

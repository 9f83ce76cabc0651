using System.Text;
using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Documents.Writing;
using Picora.Application.Pipeline;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Documents;

/// <summary>
/// Takes a document in. The same text of the same owner gives the document that is there already. A path that is taken is only written to when
/// its owner keeps earlier texts: then the old one becomes a revision; otherwise nothing is overwritten.
/// </summary>
/// <param name="Title">Without one, the text's head, its first heading and its file name are asked, in this order.</param>
/// <param name="IsPublic">Null: as the text's head says, or the document before it under its path; else public.</param>
/// <param name="RewriteImages">Whether pictures that lie in the text become pictures of the library; null is true.</param>
/// <param name="KbId">With <paramref name="RelativePath"/>, or neither.</param>
[RequireScope(Scope.DocsWrite)]
public sealed record CreateDocument(
    string? Filename, string? Content, string? Title, IReadOnlyList<string>? Tags, bool? IsPublic, bool? RewriteImages, string? KbId, string? RelativePath)
    : IRequest<Result<DocumentResponse>>;

internal sealed class CreateDocumentValidator : AbstractValidator<CreateDocument>
{
    public CreateDocumentValidator()
    {
        RuleFor(request => request.Filename).IsDocumentName();
        RuleFor(request => request.Content).NotNull().WithMessage("content is needed.");
        RuleFor(request => request.Title).IsDocumentTitle();
        RuleFor(request => request.Tags).AreDocumentTags();
        RuleFor(request => request.KbId).IsKnowledgeBase();
        RuleFor(request => request.RelativePath).IsDocumentPath();
        RuleFor(request => request.RelativePath).NotNull().When(request => request.KbId is not null).WithMessage("kbId needs a relativePath.");
        RuleFor(request => request.KbId).NotNull().When(request => request.RelativePath is not null).WithMessage("relativePath needs a kbId.");
    }
}

internal sealed class CreateDocumentHandler(
    DocumentArrival arrival, IMarkdownReader markdown, IPlanCatalog plans, IDocVersioning versions, ICaller caller)
    : IRequestHandler<CreateDocument, Result<DocumentResponse>>
{
    public async Task<Result<DocumentResponse>> Handle(CreateDocument request, CancellationToken cancellationToken)
    {
        var (owner, plan) = (caller.Current.UserId, caller.Current.Plan);
        if (plan == Plan.None)
        {
            return QuotaErrors.PlanInactive;
        }

        var (bytes, limits) = (Encoding.UTF8.GetBytes(request.Content!), plans.For(plan));
        if (bytes.Length > limits.DocBytes)
        {
            return DocumentErrors.TooLong(bytes.Length, limits.DocBytes);
        }

        var draft = DocumentDraft.Read(request.Filename!, request.Content!, markdown);
        if (request.RewriteImages is not false && draft.OwnImages > limits.DocImages)
        {
            return DocumentErrors.TooManyImages(draft.OwnImages, limits.DocImages);
        }

        var versioning = await versions.OfAsync(owner, cancellationToken);
        var order = new DocumentOrder(owner, plan, draft, bytes, request.RewriteImages is not false, KnowledgeBaseId.Parse(request.KbId), DocumentPath.Parse(request.RelativePath))
        {
            Title = draft.TitleOr(request.Title),
            Tags = draft.TagsOr(request.Tags),
            IsPublic = request.IsPublic ?? draft.Head.IsPublic,
            Kept = versioning.IsEnabled ? versioning.Most : null,
        };
        return await arrival.TakeAsync(order, cancellationToken);
    }
}

using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Documents.Writing;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>Changes what is given and leaves the rest. The text never changes.</summary>
/// <param name="Tags">Replace all tags.</param>
/// <param name="Place">Null leaves it where it is.</param>
[RequireScope(Scope.DocsWrite)]
public sealed record UpdateDocument(string Id, string? Title, IReadOnlyList<string>? Tags, bool? IsPublic, DocumentPlace? Place) : IRequest<Result<DocumentResponse>>;

/// <param name="KbId">Null, without a path, takes it out of its collection.</param>
public sealed record DocumentPlace(string? KbId, string? RelativePath);

internal sealed class UpdateDocumentValidator : AbstractValidator<UpdateDocument>
{
    public UpdateDocumentValidator()
    {
        RuleFor(request => request).Must(request => request is not { Title: null, Tags: null, IsPublic: null, Place: null })
            .OverridePropertyName("body").WithMessage("At least one of title, isPublic, tags and kbId is needed.");
        RuleFor(request => request.Title).IsDocumentTitle();
        RuleFor(request => request.Title).Must(title => title is null || DocumentDraft.Clean(title) is not null).WithMessage("A title is not empty.");
        RuleFor(request => request.Tags).AreDocumentTags();
        RuleFor(request => request.Place!.KbId).IsKnowledgeBase().OverridePropertyName("kbId").When(request => request.Place is not null);
        RuleFor(request => request.Place!.RelativePath).IsDocumentPath().OverridePropertyName("relativePath").When(request => request.Place is not null);
        RuleFor(request => request.Place).Must(place => place is null || (place.KbId is null) == (place.RelativePath is null))
            .OverridePropertyName("relativePath").WithMessage("kbId and relativePath go together; kbId alone may be null.");
    }
}

internal sealed class UpdateDocumentHandler(
    IDocumentsDb db, IUnitOfWork unitOfWork, DocumentShelf shelf, DocumentFiling filing, ICaller caller, DocumentViews views)
    : IRequestHandler<UpdateDocument, Result<DocumentResponse>>
{
    public Task<Result<DocumentResponse>> Handle(UpdateDocument request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => ChangeAsync(request, token), cancellationToken);

    private async Task<Result<DocumentResponse>> ChangeAsync(UpdateDocument request, CancellationToken cancellationToken)
    {
        var (owner, id) = (caller.Current.UserId, DocumentId.Parse(request.Id) ?? default);
        await shelf.TakeTurnAsync(owner, cancellationToken);
        var document = await db.Documents.SingleOrDefaultAsync(row => row.Id == id && row.OwnerId == owner && row.DeletedAt == null, cancellationToken);
        if (document is null)
        {
            return DocumentErrors.NotFound;
        }

        var moved = request.Place is { } place
            ? await filing.MoveAsync(document, caller.Current.Plan, KnowledgeBaseId.Parse(place.KbId), DocumentPath.Parse(place.RelativePath), cancellationToken)
            : Success.Value;
        if (moved.IsSuccess)
        {
            await views.NoteAsync(document, cancellationToken);
        }

        return moved.Map(_ => Apply(request, document));
    }

    private DocumentResponse Apply(UpdateDocument request, Document document)
    {
        var now = views.Now;
        if (request.Title is { } title)
        {
            document.Rename(DocumentDraft.Clean(title)!, now);
        }

        if (request.IsPublic is { } isPublic)
        {
            document.Show(isPublic, now);
        }

        if (request.Tags is { } tags)
        {
            document.Tag(TagLine.Write(tags).Value, now);
        }

        return views.Show(document);
    }
}

/// <summary>Tells of documents after a change: whoever has changed them, and copies.</summary>
internal sealed class DocumentViews(DocumentJournal journal, IPublicUrls urls, TimeProvider time)
{
    public DateTimeOffset Now => time.Now();

    /// <summary>The last statement of the unit of work.</summary>
    public Task NoteAsync(Document document, CancellationToken cancellationToken) => journal.ChangedAsync(document, cancellationToken);

    public DocumentResponse Show(Document document) => DocumentRow.Of(document).ToResponse(urls);
}

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

/// <summary>Files several documents in a collection, each under the path that it has or else its file name, or takes them out of theirs.</summary>
/// <param name="Target">Null when the request does not name one.</param>
[RequireScope(Scope.DocsWrite)]
public sealed record MoveDocuments(IReadOnlyList<string>? Ids, DocumentTarget? Target) : IRequest<Result<MovedDocuments>>;

/// <param name="KbId">The collection; null for none.</param>
public sealed record DocumentTarget(string? KbId);

public sealed record MovedDocuments(IReadOnlyList<string> Moved, IReadOnlyList<FailedDocument> Failed);

internal sealed class MoveDocumentsValidator : AbstractValidator<MoveDocuments>
{
    public MoveDocumentsValidator()
    {
        RuleFor(request => request.Ids).AreSomeDocuments();
        RuleFor(request => request.Target).NotNull().OverridePropertyName("kbId").WithMessage("kbId is needed: a collection's id, or null.");
        RuleFor(request => request.Target!.KbId).IsKnowledgeBase().OverridePropertyName("kbId").When(request => request.Target is not null);
    }
}

internal sealed class MoveDocumentsHandler(IDocumentsDb db, IUnitOfWork unitOfWork, DocumentShelf shelf, DocumentFiling filing, ICaller caller, DocumentViews views)
    : IRequestHandler<MoveDocuments, Result<MovedDocuments>>
{
    public async Task<Result<MovedDocuments>> Handle(MoveDocuments request, CancellationToken cancellationToken)
    {
        var target = KnowledgeBaseId.Parse(request.Target!.KbId);
        var (moved, failed) = (new List<string>(), new List<FailedDocument>());
        foreach (var id in request.Ids!.Distinct(StringComparer.Ordinal))
        {
            // Each by itself: one that cannot go does not keep the others.
            var outcome = await unitOfWork.ExecuteAsync(token => MoveAsync(id, target, token), cancellationToken);
            if (outcome.IsSuccess)
            {
                moved.Add(id);
            }
            else
            {
                failed.Add(new FailedDocument(id, ReasonOf(outcome.Error)));
            }
        }

        return new MovedDocuments(moved, failed);
    }

    private static string ReasonOf(Error error) => error switch
    {
        _ when error == DocumentErrors.NotFound => "NotFound",
        { Kind: ErrorKind.Conflict } => "RelativePathTaken",
        { Kind: ErrorKind.NotFound } => "CollectionNotFound",
        { Kind: ErrorKind.Validation } => "CollectionHoldsNoDocuments",
        _ => error.Code,
    };

    private async Task<Result<Success>> MoveAsync(string text, KnowledgeBaseId? target, CancellationToken cancellationToken)
    {
        var (owner, id) = (caller.Current.UserId, DocumentId.Parse(text) ?? default);
        await shelf.TakeTurnAsync(owner, cancellationToken);
        var document = await db.Documents.SingleOrDefaultAsync(row => row.Id == id && row.OwnerId == owner && row.DeletedAt == null, cancellationToken);
        if (document is null)
        {
            return DocumentErrors.NotFound;
        }

        var path = target is null ? null : DocumentPath.Parse(document.RelativePath ?? document.FileName);
        var moved = await filing.MoveAsync(document, caller.Current.Plan, target, path, cancellationToken);
        if (moved.IsSuccess)
        {
            await views.NoteAsync(document, cancellationToken);
        }

        return moved;
    }
}

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

/// <summary>The caller's documents.</summary>
/// <param name="Sort"><c>updated_at</c> (also when absent) and <c>created_at</c>, the latest first, or <c>title</c>.</param>
[RequireScope(Scope.DocsRead)]
public sealed record ListDocuments(string? Cursor, string? Limit, string? Sort) : IRequest<Result<DocumentListResponse>>, IPagedRequest
{
    public DocumentFilter Filter { get; init; } = DocumentFilter.None;
}

public sealed record DocumentListResponse(IReadOnlyList<DocumentResponse> Items, string? NextCursor, bool HasMore);

internal sealed class ListDocumentsValidator : AbstractValidator<ListDocuments>
{
    public ListDocumentsValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that this list returned.")
            .When(request => request.Start() is { } start && (DocumentId.Parse(start.Id) is null || (ListDocumentsHandler.IsByTitle(request) && start.Key is null)));
        RuleFor(request => request.Sort).Must(sort => sort is null or "" or "updated_at" or "created_at" or "title")
            .WithMessage("sort is updated_at, created_at or title.");
        RuleFor(request => request.Filter).SetValidator(new DocumentFilterValidator()).OverridePropertyName(string.Empty);
    }
}

internal sealed class ListDocumentsHandler(IDocumentsDb db, ITextIndex index, ICaller caller, IPublicUrls urls) : IRequestHandler<ListDocuments, Result<DocumentListResponse>>
{
    public async Task<Result<DocumentListResponse>> Handle(ListDocuments request, CancellationToken cancellationToken)
    {
        var (owner, size) = (caller.Current.UserId, request.Size());
        var found = await index.FindAsync(SearchedRows.Documents, request.Filter.Query, cancellationToken);
        var rows = await Page(request, found, owner, size + 1).Select(DocumentRow.Projection).ToListAsync(cancellationToken);
        var page = rows.Take(size).ToList();
        return new DocumentListResponse(page.ConvertAll(row => row.ToResponse(urls)), rows.Count > size ? Next(request, page[^1]) : null, rows.Count > size);
    }

    // All documents of a collection are its owner's, so whether that is the caller is seen on the page; with the owner among the conditions, a
    // small collection would be looked for among all documents.
    private IQueryable<Document> Page(ListDocuments request, IReadOnlyList<string>? found, UserId owner, int most)
    {
        var all = db.Documents.AsNoTracking();
        return request.Filter.NamesCollection
            ? Ordered(request.Filter.Apply(all, found), request).Take(most).Where(row => row.OwnerId == owner)
            : Ordered(request.Filter.Apply(all, found).Where(row => row.OwnerId == owner), request).Take(most);
    }

    internal static bool IsByTitle(ListDocuments request) => string.Equals(request.Sort, "title", StringComparison.Ordinal);

    private static bool IsByAge(ListDocuments request) => string.Equals(request.Sort, "created_at", StringComparison.Ordinal);

    private static string Next(ListDocuments request, DocumentRow last) =>
        new PageCursor(last.Id.Value, IsByAge(request) ? last.CreatedAt : last.UpdatedAt) { Key = IsByTitle(request) ? SortTitle.Of(last.Title).Value : null }.ToString();

    private static IQueryable<Document> Ordered(IQueryable<Document> rows, ListDocuments request)
    {
        var start = request.Start();
        var id = DocumentId.Parse(start?.Id) ?? default;
        if (IsByTitle(request))
        {
            var title = SortTitle.FromStored(start?.Key ?? string.Empty);
            rows = start is null ? rows : rows.Where(row => row.SortTitle >= title && (row.SortTitle > title || row.Id > id));
            return rows.OrderBy(row => row.SortTitle).ThenBy(row => row.Id);
        }

        var at = start?.CreatedAt ?? default;
        if (IsByAge(request))
        {
            rows = start is null ? rows : rows.Where(row => row.CreatedAt <= at && (row.CreatedAt < at || row.Id < id));
            return rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id);
        }

        rows = start is null ? rows : rows.Where(row => row.UpdatedAt <= at && (row.UpdatedAt < at || row.Id < id));
        return rows.OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Id);
    }
}

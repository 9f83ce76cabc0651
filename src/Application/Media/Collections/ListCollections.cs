using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

/// <param name="Type">A type, or <c>all</c>.</param>
/// <param name="KbType"><c>creator</c>, <c>output</c> or <c>all</c>.</param>
/// <param name="Sort"><c>updated_at</c>, the latest first, or <c>name</c>.</param>
/// <param name="IncludeDeleted"><c>true</c> shows those that were deleted lately, too.</param>
[RequireScope(Scope.CollectionsRead)]
public sealed record ListCollections(string? Type, string? KbType, string? Sort, string? IncludeDeleted, string? Cursor, string? Limit)
    : IRequest<Result<CollectionListResponse>>, IPagedRequest;

public sealed record CollectionListResponse(IReadOnlyList<CollectionResponse> Items, string? NextCursor, bool HasMore);

internal sealed class ListCollectionsValidator : AbstractValidator<ListCollections>
{
    public ListCollectionsValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that this list returned.")
            .When(request => request.Start() is { } start && (CollectionId.Parse(start.Id) is null || (ListCollectionsHandler.IsByName(request) && start.Key is null)));
        RuleFor(request => request.Type).Must(type => type is null or "" or "all" || CollectionTypes.Parse(type) is not null).WithMessage("type is not one that there is.");
        RuleFor(request => request.KbType).Must(use => use is null or "" or "all" || CollectionTypes.ParseUse(use) is not null)
            .WithMessage("kbType is creator, output or all.");
        RuleFor(request => request.Sort).Must(sort => sort is null or "" or "updated_at" or "name").WithMessage("sort is updated_at or name.");
        RuleFor(request => request.IncludeDeleted).Must(text => string.IsNullOrEmpty(text) || ImageFilter.ParseFlag(text) is not null)
            .WithMessage("includeDeleted is true or false.");
    }
}

internal sealed class ListCollectionsHandler(IMediaDb db, CollectionViews views, ICaller caller) : IRequestHandler<ListCollections, Result<CollectionListResponse>>
{
    public async Task<Result<CollectionListResponse>> Handle(ListCollections request, CancellationToken cancellationToken)
    {
        var size = request.Size();
        var wanted = Wanted(request);
        var ordered = IsByName(request)
            ? wanted.OrderBy(row => row.SortName).ThenBy(row => row.Id)
            : wanted.OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Id);
        var rows = await ordered.Take(size + 1).ToListAsync(cancellationToken);
        var page = rows.Take(size).ToList();
        var next = rows.Count > size ? new PageCursor(page[^1].Id.Value, page[^1].UpdatedAt) { Key = IsByName(request) ? page[^1].SortName.Value : null }.ToString() : null;
        return new CollectionListResponse(await views.ShowAsync(page, cancellationToken), next, next is not null);
    }

    internal static bool IsByName(ListCollections request) => string.Equals(request.Sort, "name", StringComparison.Ordinal);

    private IQueryable<Collection> Wanted(ListCollections request)
    {
        var owner = caller.Current.UserId;
        var rows = db.Collections.AsNoTracking().Where(row => row.OwnerId == owner);
        if (ImageFilter.ParseFlag(request.IncludeDeleted) is not true)
        {
            rows = rows.Where(row => row.DeletedAt == null);
        }

        if (CollectionTypes.Parse(request.Type) is { } type)
        {
            rows = rows.Where(row => row.Type == type);
        }

        if (CollectionTypes.ParseUse(request.KbType) is { } use)
        {
            rows = rows.Where(row => row.Use == use);
        }

        return After(rows, request);
    }

    private static IQueryable<Collection> After(IQueryable<Collection> rows, ListCollections request)
    {
        if (request.Start() is not { } start || CollectionId.Parse(start.Id) is not { } id)
        {
            return rows;
        }

        if (IsByName(request))
        {
            var name = SortName.FromStored(start.Key!);
            return rows.Where(row => row.SortName >= name && (row.SortName > name || row.Id > id));
        }

        return rows.Where(row => row.UpdatedAt <= start.CreatedAt && (row.UpdatedAt < start.CreatedAt || row.Id < id));
    }
}

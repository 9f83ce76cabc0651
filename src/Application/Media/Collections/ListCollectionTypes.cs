using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

/// <summary>The standard types, then the caller's own. An option bounds them, so there is no paging.</summary>
[RequireScope(Scope.CollectionsRead)]
public sealed record ListCollectionTypes : IRequest<Result<CollectionTypeList>>;

public sealed record CollectionTypeList(IReadOnlyList<CollectionTypeResponse> Items);

/// <param name="OwnerId">Null for a standard type.</param>
/// <param name="Slug">What <c>collectionType</c> says for a standard type.</param>
public sealed record CollectionTypeResponse(
    string Id,
    string? OwnerId,
    string Name,
    string Slug,
    IReadOnlyList<string> AllowedResourceTypes,
    string? Icon,
    string? Description,
    int SortOrder,
    bool IsBuiltin,
    DateTimeOffset CreatedAt)
{
    private const int Step = 10;

    internal static CollectionTypeResponse From(CustomCollectionType type) => new(
        type.Id.Value, type.OwnerId.Value, type.Name, type.Slug, type.Allowed.ToNames(), type.Icon, type.Description,
        (CollectionTypes.Standard.Count + 1) * Step, IsBuiltin: false, type.CreatedAt);

    internal static CollectionTypeResponse From(StandardCollectionType type, int index) => new(
        type.Id, null, type.Name, type.Slug, type.Allowed.ToNames(), type.Icon, null, (index + 1) * Step, IsBuiltin: true, DateTimeOffset.UnixEpoch);
}

internal sealed class ListCollectionTypesHandler(IMediaDb db, ICaller caller) : IRequestHandler<ListCollectionTypes, Result<CollectionTypeList>>
{
    public async Task<Result<CollectionTypeList>> Handle(ListCollectionTypes request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var own = await db.CollectionTypes.AsNoTracking().Where(type => type.OwnerId == owner)
            .OrderBy(type => type.CreatedAt).ThenBy(type => type.Slug).ToListAsync(cancellationToken);
        return new CollectionTypeList([.. CollectionTypes.Standard.Select(CollectionTypeResponse.From), .. own.Select(CollectionTypeResponse.From)]);
    }
}

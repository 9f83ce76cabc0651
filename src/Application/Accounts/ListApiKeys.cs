using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Accounts;

/// <summary>The caller's keys that are not revoked, newest first. A plan allows few, so there is no paging.</summary>
[RequireSession]
public sealed record ListApiKeys : IRequest<Result<IReadOnlyList<ApiKeyView>>>;

internal sealed class ListApiKeysHandler(IAccountsDb db, ICaller caller) : IRequestHandler<ListApiKeys, Result<IReadOnlyList<ApiKeyView>>>
{
    public async Task<Result<IReadOnlyList<ApiKeyView>>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        return await db.ApiKeys.AsNoTracking()
            .Where(key => key.OwnerId == owner && key.RevokedAt == null)
            .OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id)
            .Select(key => ApiKeyView.From(key))
            .ToListAsync(cancellationToken);
    }
}

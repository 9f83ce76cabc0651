using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Accounts;

/// <summary>The caller's keys that are not revoked, newest first; of the rotated ones those that still work. A plan allows few, so there is no paging.</summary>
[RequireSession]
public sealed record ListApiKeys : IRequest<Result<IReadOnlyList<ApiKeyView>>>;

internal sealed class ListApiKeysHandler(IAccountsDb db, ICaller caller, TimeProvider time)
    : IRequestHandler<ListApiKeys, Result<IReadOnlyList<ApiKeyView>>>
{
    public async Task<Result<IReadOnlyList<ApiKeyView>>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        var (owner, now) = (caller.Current.UserId, time.Now());
        return await db.ApiKeys.AsNoTracking()
            .Where(key => key.OwnerId == owner && key.RevokedAt == null && (key.RotatedAt == null || key.ExpiresAt > now))
            .OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id)
            .Select(key => ApiKeyView.From(key))
            .ToListAsync(cancellationToken);
    }
}

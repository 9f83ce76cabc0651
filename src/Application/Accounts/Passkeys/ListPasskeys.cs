using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;

namespace Picora.Application.Accounts.Passkeys;

/// <summary>The caller's passkeys, newest first. There are few, so there is no paging.</summary>
[RequireSession]
public sealed record ListPasskeys : IRequest<Result<IReadOnlyList<PasskeyView>>>;

internal sealed class ListPasskeysHandler(IAccountsDb db, ICaller caller) : IRequestHandler<ListPasskeys, Result<IReadOnlyList<PasskeyView>>>
{
    public async Task<Result<IReadOnlyList<PasskeyView>>> Handle(ListPasskeys request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        return await db.Passkeys.AsNoTracking()
            .Where(passkey => passkey.UserId == owner)
            .OrderByDescending(passkey => passkey.CreatedAt).ThenByDescending(passkey => passkey.Id)
            .Select(passkey => PasskeyView.From(passkey))
            .ToListAsync(cancellationToken);
    }
}

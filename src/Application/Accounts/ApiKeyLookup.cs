using Microsoft.EntityFrameworkCore;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>The lookup for every engine.</summary>
public sealed class ApiKeyLookup(IAccountsDb db) : IApiKeyLookup
{
    public async ValueTask<KnownApiKey?> FindAsync(SecretHash hash, CancellationToken cancellationToken) => await (
        from key in db.ApiKeys.AsNoTracking()
        join user in db.Users on key.OwnerId equals user.Id
        where key.Hash == hash
        select new KnownApiKey(
            key.Id, key.OwnerId, key.Scopes, key.ExpiresAt, key.RevokedAt, user.Plan, user.IsAdministrator, user.IsActive,
            key.AllowedIps, key.RotatedAt))
        .SingleOrDefaultAsync(cancellationToken);
}

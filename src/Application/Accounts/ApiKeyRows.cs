using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>An API key and what its owner may do.</summary>
internal sealed record ApiKeyRow(ApiKey Key, Plan Plan, bool IsAdministrator, bool IsActive);

/// <summary>Finds API keys by their hashes, and remembers them where that is safe.</summary>
internal sealed class ApiKeyRows(IChangeClock clock, IServiceScopeFactory scopes)
{
    private const int Remembered = 1000;

    private readonly RowCache<SecretHash, ApiKeyRow> cache = new(clock, Remembered);

    public ValueTask<ApiKeyRow?> FindAsync(SecretHash hash, CancellationToken cancellationToken) => cache.GetAsync(hash, ReadAsync, cancellationToken);

    private async Task<ApiKeyRow?> ReadAsync(SecretHash hash, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IAccountsDb>();
        return await (
            from key in db.ApiKeys.AsNoTracking()
            join user in db.Users on key.OwnerId equals user.Id
            where key.Hash == hash
            select new ApiKeyRow(key, user.Plan, user.IsAdministrator, user.IsActive)).SingleOrDefaultAsync(cancellationToken);
    }
}

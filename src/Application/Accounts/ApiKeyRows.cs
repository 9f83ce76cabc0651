using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Finds API keys by their hashes, and remembers them where that is safe.</summary>
internal sealed class ApiKeyRows(IChangeClock clock, IServiceScopeFactory scopes)
{
    private const int Remembered = 1000;

    private readonly RowCache<SecretHash, KnownApiKey> cache = new(clock, Remembered);

    public ValueTask<KnownApiKey?> FindAsync(SecretHash hash, CancellationToken cancellationToken) => cache.GetAsync(hash, ReadAsync, cancellationToken);

    private async Task<KnownApiKey?> ReadAsync(SecretHash hash, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IApiKeyLookup>().FindAsync(hash, cancellationToken);
    }
}

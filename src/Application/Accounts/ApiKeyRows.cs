using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Finds API keys by their hashes, and remembers them where that is safe.</summary>
internal sealed partial class ApiKeyRows(IChangeClock clock, IServiceScopeFactory scopes, ILogger<ApiKeyRows> logger)
{
    private const int Remembered = 1000;

    private readonly RowCache<SecretHash, KnownApiKey> cache = new(clock, Remembered);

    public ValueTask<KnownApiKey?> FindAsync(SecretHash hash, CancellationToken cancellationToken) => cache.GetAsync(hash, ReadAsync, cancellationToken);

    private async Task<KnownApiKey?> ReadAsync(SecretHash hash, CancellationToken cancellationToken)
    {
        LogLookup();
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IApiKeyLookup>().FindAsync(hash, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Looking an API key up in the database")]
    private partial void LogLookup();
}

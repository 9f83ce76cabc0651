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

    /// <summary>Null for a key that is none of ours. The database is asked for no key whose checksum is wrong.</summary>
    public ValueTask<KnownApiKey?> FindAsync(ApiKeySecret key, CancellationToken cancellationToken)
    {
        // What is remembered has been looked at already.
        var hash = key.Hash;
        return cache.TryGet(hash) is { } known
            ? ValueTask.FromResult<KnownApiKey?>(known)
            : key.HasRightChecksum ? cache.GetAsync(hash, ReadAsync, cancellationToken) : ValueTask.FromResult<KnownApiKey?>(null);
    }

    private async Task<KnownApiKey?> ReadAsync(SecretHash hash, CancellationToken cancellationToken)
    {
        LogLookup();
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IApiKeyLookup>().FindAsync(hash, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Looking an API key up in the database")]
    private partial void LogLookup();
}

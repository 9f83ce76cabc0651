using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Picora.Infrastructure.Persistence;

/// <summary>Brings the database to the model's state before the server takes its first request.</summary>
public sealed partial class DatabaseMigrator(IServiceScopeFactory scopes, IOptions<DatabaseOptions> options, ILogger<DatabaseMigrator> logger)
{
    /// <exception cref="InvalidOperationException">Migrations are missing and <c>Picora:Database:MigrateOnStart</c> is off.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Database;
        var missing = (await database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        if (!options.Value.MigrateOnStart)
        {
            throw new InvalidOperationException(
                $"The database lacks {missing.Count} migrations and {DatabaseOptions.Section}:MigrateOnStart is off.");
        }

        await database.MigrateAsync(cancellationToken);
        LogMigrated(missing.Count, options.Value.Engine);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Count} database migrations ({Engine})")]
    private partial void LogMigrated(int count, DatabaseEngine engine);
}

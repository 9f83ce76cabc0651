using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Picora.Infrastructure.Persistence.Postgres;

internal static class PostgresSetup
{
    private static readonly UnguardedWriteInterceptor WriteGuard = new();

    public static void Use(DbContextOptionsBuilder builder, string connectionString, DatabaseOptions options) => builder
        .UseNpgsql(connectionString, postgres =>
        {
            postgres.CommandTimeout(options.CommandTimeoutSeconds).EnableRetryOnFailure();
            if (options.MaxBatchSize > 0)
            {
                postgres.MaxBatchSize(options.MaxBatchSize);
            }
        })
        .AddInterceptors(WriteGuard);
}

/// <summary>For the migration tool, which only reads the model.</summary>
internal sealed class PostgresDesignFactory : IDesignTimeDbContextFactory<PostgresPicoraDbContext>
{
    public PostgresPicoraDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<PostgresPicoraDbContext>();
        PostgresSetup.Use(builder, "Host=localhost", new DatabaseOptions());
        return new PostgresPicoraDbContext(builder.Options);
    }
}

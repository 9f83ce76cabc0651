using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Picora.Infrastructure.Persistence.SqlServer;

internal static class SqlServerSetup
{
    private static readonly UnguardedWriteInterceptor WriteGuard = new();

    public static void Use(DbContextOptionsBuilder builder, string connectionString, DatabaseOptions options) => builder
        .UseSqlServer(connectionString, sqlServer =>
        {
            sqlServer.CommandTimeout(options.CommandTimeoutSeconds).EnableRetryOnFailure();
            if (options.MaxBatchSize > 0)
            {
                sqlServer.MaxBatchSize(options.MaxBatchSize);
            }
        })
        .AddInterceptors(WriteGuard);
}

/// <summary>For the migration tool, which only reads the model.</summary>
internal sealed class SqlServerDesignFactory : IDesignTimeDbContextFactory<SqlServerPicoraDbContext>
{
    public SqlServerPicoraDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<SqlServerPicoraDbContext>();
        SqlServerSetup.Use(builder, "Server=localhost", new DatabaseOptions());
        return new SqlServerPicoraDbContext(builder.Options);
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Picora.Infrastructure.Persistence.Sqlite;

internal static class SqliteDatabase
{
    public static SqliteConnectionStringBuilder Locate(DatabaseOptions options, DataFolder data) => new(options.ConnectionString)
    {
        DataSource = options.ConnectionString.Length > 0
            ? Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource)
            : data.File("picora.db"),
        ForeignKeys = true,
    };
}

internal static class SqliteSetup
{
    private static readonly SqliteConnectionSetup ConnectionSetup = new();
    private static readonly UnguardedWriteInterceptor WriteGuard = new();

    public static void Use(DbContextOptionsBuilder builder, string connectionString, DatabaseOptions options) => builder
        .UseSqlite(connectionString, sqlite => sqlite.CommandTimeout(options.CommandTimeoutSeconds))
        .AddInterceptors(ConnectionSetup, WriteGuard);
}

/// <summary>For the migration tool, which only reads the model.</summary>
internal sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqlitePicoraDbContext>
{
    public SqlitePicoraDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<SqlitePicoraDbContext>();
        SqliteSetup.Use(builder, "Data Source=:memory:", new DatabaseOptions());
        return new SqlitePicoraDbContext(builder.Options);
    }
}

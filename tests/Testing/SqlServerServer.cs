using Microsoft.Data.SqlClient;

namespace Picora.Testing;

/// <summary>
/// The SQL Server that the tests run on, when <c>PICORA_TEST_SQLSERVER</c> names one. What else it needs is said as to the product itself:
/// in the connection string (<c>PoolBlockingPeriod=NeverBlock</c>) or by a setting (<c>Picora__Database__MaxBatchSize=1</c>).
/// </summary>
public static class SqlServerServer
{
    public const string Variable = "PICORA_TEST_SQLSERVER";

    private static string? Configured => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    public static bool IsAvailable => Configured is not null;

    /// <summary>Creates an empty database and returns its connection string. Plain statements only: servers that speak TDS know them all.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var name = "picora_test_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"CREATE DATABASE [{name}]");
        return new SqlConnectionStringBuilder(Configured) { InitialCatalog = name }.ConnectionString;
    }

    public static async Task DropDatabaseAsync(string database)
    {
        await using (var pooled = new SqlConnection(database))
        {
            SqlConnection.ClearPool(pooled);
        }

        await ExecuteAsync($"DROP DATABASE [{new SqlConnectionStringBuilder(database).InitialCatalog}]");
    }

    public static async Task<string> VersionAsync()
    {
        await using var connection = new SqlConnection(Configured);
        await connection.OpenAsync();
        return connection.ServerVersion;
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqlConnection(Configured);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}

using Npgsql;
using Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Plans;

/// <summary>
/// Fills every table of a PostgreSQL database with rows of no meaning, but of the right distribution: a fifth belongs to one owner, instants
/// lie in the future, and what may be absent mostly is.
/// </summary>
internal static class TableFiller
{
    private const int Rows = 3000;
    private const long FarFuture = 4_102_444_800_000;

    public static async Task FillAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();

        // References are not looked at: what they lead to has rows of its own. Commits wait for the log, or VACUUM takes them for not yet visible to
        // everybody, and plans change with the moment.
        await RunAsync(connection, "SET session_replication_role = replica; SET synchronous_commit = on");
        foreach (var table in (await ColumnsAsync(connection)).GroupBy(column => column.Table, StringComparer.Ordinal))
        {
            var names = string.Join(", ", table.Select(column => $"\"{column.Name}\""));
            await RunAsync(connection, $"INSERT INTO \"{table.Key}\" ({names}) SELECT {string.Join(", ", table.Select(Value))} FROM generate_series(1, {Rows}) i ON CONFLICT DO NOTHING");
        }

        await RunAsync(connection, "VACUUM ANALYZE");
    }

    private static string Value(Column column)
    {
        var length = column.Length is > 0 and < 32 ? column.Length : 32;
        var value = column.Type switch
        {
            "text" or "character varying" when column.Name is "OwnerId" or "UserId" => $"CASE WHEN i % 5 = 0 THEN '{Scenarios.Id}' ELSE left(md5((i % 1500)::text), 21) END",
            "text" or "character varying" => $"left(md5(i::text), {length})",
            "bytea" => "decode(md5(i::text), 'hex')",
            "boolean" => "i % 2 = 0",
            "bigint" => $"{FarFuture} + i",
            "double precision" or "real" or "numeric" => "i",
            _ => "i % 1000",
        };
        return column.IsNullable ? $"CASE WHEN i % 10 = 0 THEN {value} END" : value;
    }

    private static async Task<List<Column>> ColumnsAsync(NpgsqlConnection connection)
    {
        const string Query = """
            SELECT table_name, column_name, data_type, coalesce(character_maximum_length, 0), is_nullable = 'YES' FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> '__EFMigrationsHistory' ORDER BY table_name, ordinal_position
            """;
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<Column>();
        while (await reader.ReadAsync())
        {
            columns.Add(new Column(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetBoolean(4)));
        }

        return columns;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Column(string Table, string Name, string Type, int Length, bool IsNullable);
}

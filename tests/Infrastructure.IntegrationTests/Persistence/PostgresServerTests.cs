using Npgsql;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence;

public sealed class PostgresServerTests
{
    [Test]
    public async Task Copies_of_a_template_are_made_side_by_side_and_dropped_while_in_use()
    {
        if (!PostgresServer.IsAvailable)
        {
            Assert.Ignore("PostgreSQL is not installed.");
        }

        var server = await PostgresServer.SharedAsync();
        var template = await server.CreateDatabaseAsync();
        await ScalarAsync(template, "CREATE TABLE t (n int); INSERT INTO t VALUES (42); SELECT 0");

        var copies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.CreateDatabaseAsync(template)));
        foreach (var copy in copies)
        {
            (await ScalarAsync(copy, "SELECT n FROM t")).ShouldBe(42);
        }

        await using var open = new NpgsqlConnection(copies[0]);
        await open.OpenAsync();
        await Task.WhenAll(copies.Append(template).Select(server.DropDatabaseAsync));

        await Should.ThrowAsync<PostgresException>(() => ScalarAsync(copies[1], "SELECT 1"));
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

using System.Data.Common;
using System.Text.Json;
using Npgsql;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Plans;

/// <summary>
/// PostgreSQL chooses its plans by what the tables hold, so it is asked on a database with rows and statistics. A scan of a small table is
/// forbidden to it, as it would be too dear for a large one; what it then cannot do by an index shows.
/// </summary>
internal sealed class PostgresExplainer : IExplainer
{
    /// <summary>Rows that may be put in order: more than any page, and far fewer than the largest owner has.</summary>
    private const double FewRows = 200;

    private readonly NpgsqlConnection connection;

    private PostgresExplainer(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<PostgresExplainer> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var settings = new NpgsqlCommand("SET enable_seqscan = off; SET jit = off; SET random_page_cost = 1.1", connection);
        await settings.ExecuteNonQueryAsync();
        return new PostgresExplainer(connection);
    }

    public async Task<Explanation> ExplainAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var explain = new NpgsqlCommand("EXPLAIN (FORMAT JSON) " + command.CommandText, connection);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            explain.Parameters.Add(parameter.Clone());
        }

        var text = (string)(await explain.ExecuteScalarAsync(cancellationToken))!;
        using var plan = JsonDocument.Parse(text);
        return new Explanation(text, [.. Offences(plan.RootElement[0].GetProperty("Plan"), isCutOff: false)]);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    internal static IEnumerable<string> Offences(JsonElement node, bool isCutOff)
    {
        var type = node.GetProperty("Node Type").GetString()!;
        var parts = node.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().ToList() : [];
        if (Offence(node, type, isCutOff, parts) is { } offence)
        {
            yield return offence;
        }

        // Whatever has to see all of its rows before it gives out the first one undoes the limit above it.
        var below = type switch
        {
            "Limit" => true,
            "Sort" or "Aggregate" or "Hash" or "HashAggregate" => false,
            _ => isCutOff,
        };
        foreach (var found in parts.SelectMany(part => Offences(part, below)))
        {
            yield return found;
        }
    }

    private static string? Offence(JsonElement node, string type, bool isCutOff, List<JsonElement> parts) => type switch
    {
        "Seq Scan" => $"scans {node.GetProperty("Relation Name").GetString()}",
        "Index Scan" or "Index Only Scan" when !isCutOff && !node.TryGetProperty("Index Cond", out _) => $"scans {node.GetProperty("Relation Name").GetString()}",
        "Bitmap Index Scan" when !node.TryGetProperty("Index Cond", out _) => $"scans {node.GetProperty("Index Name").GetString()}",
        "Sort" when parts[0].GetProperty("Plan Rows").GetDouble() > FewRows => "sorts",
        _ => null,
    };
}

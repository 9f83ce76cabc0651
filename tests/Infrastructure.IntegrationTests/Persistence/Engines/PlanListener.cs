using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Engines;

/// <summary>Asks the engine, before each query of a moment, how it is going to answer.</summary>
/// <param name="unwanted">What PostgreSQL is to do without where tables are too small for an index to pay: this shows what it can use, as it will when they have grown.</param>
internal sealed class PlanListener(string engine, string unwanted = "seqscan, sort, bitmapscan") : DbCommandInterceptor
{
    private List<string>? plans;

    public async Task<IReadOnlyList<string>> ListenAsync(Func<Task> queries)
    {
        plans = [];
        await queries();
        var heard = plans;
        plans = null;
        return heard;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        plans?.Add(await ExplainAsync(command, cancellationToken));
        return result;
    }

    private async Task<string> ExplainAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var explain = command.Connection!.CreateCommand();
        if (string.Equals(engine, TestDatabase.Postgres, StringComparison.Ordinal))
        {
            explain.CommandText = string.Concat(unwanted.Split(", ").Select(way => $"SET enable_{way} = off;"));
            await explain.ExecuteNonQueryAsync(cancellationToken);
        }

        var isSqlite = string.Equals(engine, TestDatabase.Sqlite, StringComparison.Ordinal);
        explain.CommandText = (isSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        foreach (DbParameter parameter in command.Parameters)
        {
            var copy = explain.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            explain.Parameters.Add(copy);
        }

        var lines = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(reader.GetString(isSqlite ? 3 : 0));
        }

        return string.Join('\n', lines);
    }
}

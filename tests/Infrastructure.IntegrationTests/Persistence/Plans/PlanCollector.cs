using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Plans;

/// <summary>
/// Stands between the product and a real, empty database: has each statement explained once, and answers it as the choices have it. Inserts
/// and changes of single loaded rows go by primary key as EF writes them; they are not sent.
/// </summary>
internal sealed class PlanCollector : DbCommandInterceptor, ISaveChangesInterceptor
{
    private static readonly char[] Digits = [.. "0123456789"];

    private readonly Dictionary<string, Heard> statements = new(StringComparer.Ordinal);

    /// <summary>Null while the database is being prepared.</summary>
    public IExplainer? Explainer { get; set; }

    /// <summary>Whose choices decide.</summary>
    public SilentServer Server { get; set; } = null!;

    public IReadOnlyCollection<Heard> Statements => statements.Values;

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Explainer is null)
        {
            return result;
        }

        var heard = await HearAsync(command, cancellationToken);
        var rows = heard.Columns is null
            ? new ResultSet([null], Server.Choices.Next(2) == 0 ? [] : [[1]])
            : new ResultSet(heard.Columns, Server.Rows.Rows(heard.Columns, heard.IsSingle, Server.Choices));
        return InterceptionResult<DbDataReader>.SuppressWithResult(new SilentReader([rows]));
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Explainer is null)
        {
            return result;
        }

        await HearAsync(command, cancellationToken);
        return InterceptionResult<int>.SuppressWithResult(Server.Choices.Next(2));
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Explainer is null ? result : InterceptionResult<int>.SuppressWithResult(1));

    private async Task<Heard> HearAsync(DbCommand command, CancellationToken cancellationToken)
    {
        if (statements.TryGetValue(command.CommandText, out var known))
        {
            return known;
        }

        var explanation = await Explainer!.ExplainAsync(command, cancellationToken);
        var heard = new Heard(command.CommandText, explanation, null, IsSingle: false);
        if (command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.Ordinal))
        {
            // Where the values come from, and whether an empty database has a row for an answer, the engine knows best.
            var tables = command is NpgsqlCommand ? CommandBehavior.KeyInfo : CommandBehavior.Default;
            await using var reader = await command.ExecuteReaderAsync(tables, cancellationToken);
            heard = heard with
            {
                Columns = [.. reader.GetColumnSchema().Select(Name)],
                IsSingle = await reader.ReadAsync(cancellationToken),
            };
        }

        return statements[command.CommandText] = heard;
    }

    // A column that EF had to number ("Id0") holds what the one without the number does.
    private static string Name(DbColumn column) =>
        column.BaseTableName is { Length: > 0 } table ? $"{table}.{column.BaseColumnName}" : column.ColumnName.TrimEnd(Digits);

    /// <param name="Columns">Of a query's answer; null for what is none.</param>
    internal sealed record Heard(string Text, Explanation Explanation, IReadOnlyList<string?>? Columns, bool IsSingle);
}

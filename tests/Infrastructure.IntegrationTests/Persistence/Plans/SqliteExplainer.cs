using System.Data.Common;
using System.Text.RegularExpressions;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Plans;

/// <summary>SQLite chooses its plans by the indexes that there are, whatever the tables hold; so an empty database tells the truth.</summary>
internal sealed partial class SqliteExplainer : IExplainer
{
    public async Task<Explanation> ExplainAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var explain = command.Connection!.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        foreach (DbParameter parameter in command.Parameters)
        {
            var copy = explain.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            explain.Parameters.Add(copy);
        }

        var lines = new List<Line>();
        await using var reader = await explain.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(new Line(reader.GetInt32(1), reader.GetString(3)));
        }

        return new Explanation(string.Join('\n', lines.Select(line => line.Text)), [.. Offences(command.CommandText, lines)]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static IEnumerable<string> Offences(string sql, IReadOnlyCollection<Line> plan)
    {
        // What a part of the statement itself has found is no table, and at most as large as the part's limit.
        var parts = plan.Select(line => Part().Match(line.Text)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        foreach (var step in plan.GroupBy(line => line.Parent))
        {
            var first = Scan().Match(step.First(line => !Part().IsMatch(line.Text)).Text);
            var isFew = first.Success && parts.Contains(first.Groups["table"].Value) && sql.Contains("LIMIT", StringComparison.Ordinal);
            foreach (var line in step.Select(line => line.Text))
            {
                if (Offence(sql, line, parts, isFew, isFirst: string.Equals(line, first.Value, StringComparison.Ordinal)) is { } offence)
                {
                    yield return offence;
                }
            }
        }
    }

    private static string? Offence(string sql, string line, HashSet<string> parts, bool isFew, bool isFirst)
    {
        if (line.Contains("AUTOMATIC", StringComparison.Ordinal))
        {
            return $"makes an index: {line}";
        }

        if (Scan().Match(line) is not { Success: true } scan)
        {
            return !isFew && Sort().IsMatch(line) ? "sorts" : null;
        }

        var table = scan.Groups["table"].Value;
        if (parts.Contains(table))
        {
            return isFirst ? null : $"looks through {table} again and again";
        }

        // A walk along an index, cut off after a page, is what an unfiltered list is.
        return scan.Groups["index"].Success && sql.Contains("LIMIT", StringComparison.Ordinal) ? null : $"scans {table}";
    }

    /// <param name="Parent">The line below which it stands.</param>
    internal sealed record Line(int Parent, string Text);

    [GeneratedRegex(@"^(?:CO-ROUTINE|MATERIALIZE) (\S+)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"^SCAN (?<table>(?!CONSTANT)\S+)(?<index> USING (COVERING )?INDEX \S+)?( LEFT-JOIN)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Scan();

    // Not what is put in order among rows with the same first values only ("FOR LAST TERM OF ORDER BY").
    [GeneratedRegex("^USE TEMP B-TREE FOR ORDER BY$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sort();
}

using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>A text as SQL Server's own parser understands it.</summary>
internal sealed partial class TransactSql
{
    private TransactSql(TSqlScript? script, IEnumerable<string> errors) =>
        (Statements, Errors) = ([.. script?.Batches.SelectMany(batch => batch.Statements) ?? []], [.. errors]);

    public IReadOnlyList<TSqlStatement> Statements { get; }

    public IReadOnlyList<string> Errors { get; }

    public static TransactSql Parse(string text)
    {
        using var reader = new StringReader(text);
        var script = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors) as TSqlScript;
        return new TransactSql(script, errors.Select(error => $"line {error.Line}, column {error.Column}: {error.Message}"));
    }

    /// <summary>The parts of a script between its lines <c>GO</c>, which are the tools' and no T-SQL.</summary>
    public static IEnumerable<string> Batches(string script) => Go().Split(script).Where(batch => !string.IsNullOrWhiteSpace(batch));

    /// <summary>What a client of several servers, some stricter than SQL Server, must not say.</summary>
    public IEnumerable<string> Offences()
    {
        var rules = new Rules();
        foreach (var statement in Statements)
        {
            statement.Accept(rules);
        }

        return rules.Found;
    }

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Go();

    private sealed class Rules : TSqlFragmentVisitor
    {
        private readonly HashSet<SelectStarExpression> harmless = [];

        public List<string> Found { get; } = [];

        public override void Visit(MergeStatement node) => Found.Add("MERGE");

        public override void Visit(TableHint node) => Found.Add($"hint {node.HintKind}");

        public override void Visit(OptimizerHint node) => Found.Add($"hint {node.HintKind}");

        // EXISTS (SELECT * …) reads no column; EF's own scripts say it.
        public override void Visit(ExistsPredicate node) =>
            (node.Subquery.QueryExpression as QuerySpecification)?.SelectElements.OfType<SelectStarExpression>().ToList().ForEach(star => harmless.Add(star));

        public override void Visit(SelectStarExpression node)
        {
            if (!harmless.Contains(node))
            {
                Found.Add("SELECT *");
            }
        }

        public override void Visit(AlterDatabaseStatement node) => Found.Add("ALTER DATABASE");

        public override void Visit(FunctionCall node)
        {
            if (node.FunctionName.Value.ToUpperInvariant() is "NEWID" or "NEWSEQUENTIALID")
            {
                Found.Add("an id made by the server");
            }
        }

        public override void Visit(SqlDataTypeReference node)
        {
            if (node.SqlDataTypeOption is SqlDataTypeOption.UniqueIdentifier)
            {
                Found.Add("a GUID, whose order is the server's own");
            }
        }

        // A page without an order may be any page.
        public override void Visit(QuerySpecification node)
        {
            if (node.TopRowFilter is { Expression: not IntegerLiteral { Value: "1" or "2" } } && node.OrderByClause is null
                && node.TopRowFilter.Expression is not ParenthesisExpression { Expression: IntegerLiteral { Value: "1" or "2" } })
            {
                Found.Add("TOP without ORDER BY");
            }
        }
    }
}

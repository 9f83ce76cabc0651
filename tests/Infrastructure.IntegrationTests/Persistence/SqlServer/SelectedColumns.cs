using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>What a query selects.</summary>
internal static class SelectedColumns
{
    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>Each column as <c>table.column</c>, or by its name alone when it comes from a subquery; null for an expression.</summary>
    public static IReadOnlyList<string?> Of(QuerySpecification query)
    {
        var tables = new Tables();
        query.Accept(tables);
        return [.. query.SelectElements.Cast<SelectScalarExpression>().Select(element => Name(element, tables.ByAlias))];
    }

    public static bool IsAggregate(TSqlFragment fragment)
    {
        var functions = new Functions();
        fragment.Accept(functions);
        return functions.Aggregate;
    }

    // A column that EF had to number ("Id0") holds what the one without the number does.
    private static string? Name(SelectScalarExpression element, Dictionary<string, string> tables) =>
        (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers.Select(identifier => identifier.Value).ToArray() switch
        {
            [var alias, var column] when tables.TryGetValue(alias, out var table) => $"{table}.{column}",
            [.., var column] => column.TrimEnd(Digits),
            _ => null,
        };

    private sealed class Tables : TSqlFragmentVisitor
    {
        public Dictionary<string, string> ByAlias { get; } = new(StringComparer.Ordinal);

        public override void Visit(NamedTableReference node)
        {
            if (node.Alias is { } alias)
            {
                ByAlias[alias.Value] = node.SchemaObject.BaseIdentifier.Value;
            }
        }
    }

    private sealed class Functions : TSqlFragmentVisitor
    {
        public bool Aggregate { get; private set; }

        public override void Visit(FunctionCall node) =>
            Aggregate |= node.FunctionName.Value.ToUpperInvariant() is "COUNT" or "COUNT_BIG" or "SUM" or "MIN" or "MAX";

        // What a subquery counts does not make its outer query one row.
        public override void ExplicitVisit(ScalarSubquery node)
        {
        }
    }
}

using System.Text;
using System.Text.Json;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Infrastructure.Persistence.Sqlite.FastPath;

namespace Picora.Infrastructure.Persistence.Sqlite.Search;

/// <summary>Asks a table's <see cref="SearchTable"/>.</summary>
internal sealed class SqliteTextIndex(ReaderPool readers) : ITextIndex
{
    /// <summary>More rows than these are sooner met in the list's order than fetched one by one.</summary>
    public const int Most = 500;

    private const int PartLength = 3;

    public ValueTask<IReadOnlyList<string>?> FindAsync(SearchedRows rows, string? question, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Parts(question) is { Length: > 0 } parts ? Find(SearchTable.For(rows), parts) : null);

    // As text of JSON, in one row.
    private static string Query(SearchTable table) =>
        $"""SELECT json_group_array("Id") FROM (SELECT "Id" FROM "{table.Name}" WHERE "{table.Name}" MATCH $0 LIMIT {Most + 1})""";

    private IReadOnlyList<string>? Find(SearchTable table, string parts)
    {
        var ids = JsonSerializer.Deserialize<IReadOnlyList<string>>(readers.Find(Query(table), row => row.GetString(0), parts)!)!;
        return ids.Count > Most ? null : ids;
    }

    // Every three characters in a row of every word, each as a string of the query language, all of which a row has to hold.
    private static string Parts(string? question)
    {
        var parts = new StringBuilder();
        foreach (var word in SearchTexts.Words(question ?? string.Empty))
        {
            var characters = word.EnumerateRunes().ToList();
            for (var at = 0; at + PartLength <= characters.Count; at++)
            {
                var part = string.Concat(characters.GetRange(at, PartLength));
                parts.Append('"').Append(part.Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\" ");
            }
        }

        return parts.ToString();
    }
}

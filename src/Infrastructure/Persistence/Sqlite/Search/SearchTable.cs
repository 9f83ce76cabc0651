using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Persistence.Sqlite.Search;

/// <summary>
/// The index of the parts of a table's texts: an FTS5 table of every three characters in a row, kept by triggers. It holds the ids, but not the texts.
/// </summary>
/// <param name="Of">The table whose column <c>SearchText</c> it knows.</param>
internal sealed record SearchTable(string Of)
{
    private const string Symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    private const int WholeSymbols = 10;

    public string Name => $"{Of}_search";

    /// <summary>What makes it, and fills it with the rows that are there.</summary>
    public IReadOnlyList<string> Create =>
    [
        $"""
        CREATE VIRTUAL TABLE "{Name}" USING fts5(
            "Id" UNINDEXED, "Text", tokenize = 'trigram case_sensitive 1', detail = none, content = '', contentless_delete = 1, contentless_unindexed = 1)
        """,
        $"""CREATE TRIGGER "{Name}_insert" AFTER INSERT ON "{Of}" BEGIN {Insert} END""",
        $"""CREATE TRIGGER "{Name}_delete" AFTER DELETE ON "{Of}" BEGIN {Delete} END""",
        $"""CREATE TRIGGER "{Name}_update" AFTER UPDATE OF "SearchText" ON "{Of}" WHEN old."SearchText" <> new."SearchText" BEGIN {Delete} {Insert} END""",
        $"""INSERT INTO "{Name}" (rowid, "Id", "Text") SELECT {Key("\"Id\"")}, "Id", "SearchText" FROM "{Of}" """,
    ];

    public IReadOnlyList<string> Drop =>
    [
        .. ((string[])["insert", "delete", "update"]).Select(change => $"""DROP TRIGGER "{Name}_{change}" """),
        $"""DROP TABLE "{Name}" """,
    ];

    public static SearchTable For(SearchedRows rows) => new(rows switch
    {
        SearchedRows.Images => "images",
        SearchedRows.Videos => "videos",
        SearchedRows.AudioTracks => "audio_tracks",
        SearchedRows.Documents => "documents",
        _ => throw new ArgumentOutOfRangeException(nameof(rows), rows, null),
    });

    private string Insert => $"""INSERT INTO "{Name}" (rowid, "Id", "Text") VALUES ({Key("new.\"Id\"")}, new."Id", new."SearchText");""";

    private string Delete => $"""DELETE FROM "{Name}" WHERE rowid = {Key("old.\"Id\"")};""";

    // The number of a row in the index: its id's last symbols, six bits each, and of the eleventh the three that are left. The table's own row numbers are not meant to outlive a VACUUM.
    private static string Key(string id)
    {
        var symbols = Enumerable.Range(0, WholeSymbols).Select(n => Symbol(id, n, 63)).Append(Symbol(id, WholeSymbols, 7));
        return $"({string.Join(" | ", symbols)})";
    }

    private static string Symbol(string id, int fromEnd, int bits) => $"((instr('{Symbols}', substr({id}, -{fromEnd + 1}, 1)) & {bits}) << {6 * fromEnd})";
}

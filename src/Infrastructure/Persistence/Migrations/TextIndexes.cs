using Microsoft.EntityFrameworkCore.Migrations;
using Picora.Infrastructure.Persistence.Sqlite.Search;

namespace Picora.Infrastructure.Persistence.Migrations;

/// <summary>Indexes of the parts of words, which no model can describe: what few rows hold is found by them.</summary>
internal static class TextIndexes
{
    // Those of that day: a table that is searched later has a migration of its own.
    private static readonly IReadOnlyList<SearchTable> Tables = [new("images"), new("videos"), new("audio_tracks"), new("documents")];

    // What waits to be put in order, in KiB, is read by every search.
    private const int MostWaiting = 512;

    public static void CreateOnSqlite(MigrationBuilder migration)
    {
        foreach (var statement in Tables.SelectMany(table => table.Create))
        {
            migration.Sql(statement);
        }
    }

    public static void DropOnSqlite(MigrationBuilder migration)
    {
        foreach (var statement in Tables.SelectMany(table => table.Drop))
        {
            migration.Sql(statement);
        }
    }

    /// <summary>Where the extension may not be had, searching works without it, by looking at one row after the other.</summary>
    public static void CreateOnPostgres(MigrationBuilder migration)
    {
        var indexes = Tables.Select(table => $"""CREATE INDEX "IX_{table.Of}_SearchText" ON "{table.Of}" USING gin ("SearchText" gin_trgm_ops) WITH (gin_pending_list_limit = {MostWaiting});""");
        migration.Sql($"""
            DO $$
            BEGIN
                CREATE EXTENSION IF NOT EXISTS pg_trgm;
                {string.Join("\n    ", indexes)}
            EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
                RAISE WARNING 'Picora: without the extension pg_trgm, rare words are found slowly: %', SQLERRM;
            END
            $$
            """);
    }

    public static void DropOnPostgres(MigrationBuilder migration)
    {
        foreach (var table in Tables)
        {
            migration.Sql($"""DROP INDEX IF EXISTS "IX_{table.Of}_SearchText" """);
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

namespace Picora.Infrastructure.Persistence.Migrations;

/// <summary>The accounts that people who were there before a quota need, in words that every engine knows.</summary>
internal static class QuotaRows
{
    private const string Columns = """("OwnerId", "Type", "Used", "Reserved", "Items", "Day", "DayCount", "Month", "MonthCount")""";

    public static void OpenAccounts(MigrationBuilder migration)
    {
        foreach (var type in new[] { "media_storage", "doc_count", "memory_doc_count", "kb_count" })
        {
            migration.Sql($"""INSERT INTO "quota_accounts" {Columns} SELECT "Id", '{type}', 0, 0, 0, 0, 0, 0, 0 FROM "users" """);
        }
    }
}

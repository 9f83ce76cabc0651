using Microsoft.EntityFrameworkCore.Migrations;

namespace Picora.Infrastructure.Persistence.Migrations;

/// <summary>The journals of people who were there before them, and their pictures as entries, in words that every engine knows.</summary>
internal static class JournalRows
{
    public static void Open(MigrationBuilder migration)
    {
        var no = migration.ActiveProvider?.Contains("Npgsql", StringComparison.Ordinal) == true ? "FALSE" : "0";
        migration.Sql($"""
            INSERT INTO "media_changes" ("OwnerId", "MediumId", "Kind", "Revision", "Deleted", "At")
            SELECT "OwnerId", "Id", 'Image', ROW_NUMBER() OVER (PARTITION BY "OwnerId" ORDER BY "CreatedAt", "Id"), {no}, "UpdatedAt"
            FROM "images" WHERE "TrashedAt" IS NULL
            """);
        migration.Sql("""
            INSERT INTO "media_journals" ("OwnerId", "Revision", "Horizon")
            SELECT "Id", (SELECT COUNT(*) FROM "images" WHERE "images"."OwnerId" = "users"."Id" AND "TrashedAt" IS NULL), 0 FROM "users"
            """);
    }
}

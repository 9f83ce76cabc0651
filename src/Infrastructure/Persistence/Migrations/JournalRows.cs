using Microsoft.EntityFrameworkCore.Migrations;

namespace Picora.Infrastructure.Persistence.Migrations;

/// <summary>The journals of people who were there before them, and their pictures as entries, in words that every engine knows.</summary>
internal static class JournalRows
{
    /// <summary>Documents, for journals that are there.</summary>
    public static void AddDocuments(MigrationBuilder migration)
    {
        var no = migration.ActiveProvider?.Contains("Npgsql", StringComparison.Ordinal) == true ? "FALSE" : "0";
        migration.Sql($"""
            INSERT INTO "media_changes" ("OwnerId", "MediumId", "Kind", "Revision", "Deleted", "At")
            SELECT "documents"."OwnerId", "documents"."Id", 'Document', "media_journals"."Revision"
                + ROW_NUMBER() OVER (PARTITION BY "documents"."OwnerId" ORDER BY "documents"."CreatedAt", "documents"."Id"), {no}, "documents"."UpdatedAt"
            FROM "documents" JOIN "media_journals" ON "media_journals"."OwnerId" = "documents"."OwnerId" WHERE "documents"."DeletedAt" IS NULL
            """);
        migration.Sql("""
            UPDATE "media_journals" SET "Revision" = "Revision"
                + (SELECT COUNT(*) FROM "documents" WHERE "documents"."OwnerId" = "media_journals"."OwnerId" AND "documents"."DeletedAt" IS NULL)
            """);
    }

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

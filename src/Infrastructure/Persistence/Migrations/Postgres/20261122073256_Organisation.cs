using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Organisation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_images_OwnerId_CreatedAt_Id",
                table: "images");

            migrationBuilder.AddColumn<string>(
                name: "CollectionId",
                table: "images",
                type: "character varying(21)",
                maxLength: 21,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "CollectionPosition",
                table: "images",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "images",
                type: "character varying(1024)",
                maxLength: 1024,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "TrashedAt",
                table: "images",
                type: "bigint",
                nullable: true);

            // Pictures that are there already are found, too. What the engine's lower() leaves is put right when a picture is changed.
            migrationBuilder.Sql(
                """
                UPDATE images SET "SearchText" = substr(lower(
                    coalesce((SELECT string_agg(chr(10) || t."Name", '') FROM image_tags t WHERE t."ImageId" = images."Id"), '')
                    || coalesce(chr(10) || "Title", '') || chr(10) || "FileName"), 1, 1024)
                """);

            migrationBuilder.CreateTable(
                name: "collection_types",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    OwnerId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    Slug = table.Column<string>(type: "character varying(31)", maxLength: 31, nullable: false, collation: "C"),
                    Allowed = table.Column<int>(type: "integer", nullable: false),
                    Icon = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    Description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_types", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "collections",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    OwnerId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    SortName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    Slug = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    Type = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    Allowed = table.Column<int>(type: "integer", nullable: false),
                    CustomTypeId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: true, collation: "C"),
                    Use = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    IsDefault = table.Column<bool>(type: "boolean", nullable: false),
                    CoverId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: true, collation: "C"),
                    ItemCount = table.Column<long>(type: "bigint", nullable: false),
                    SizeBytes = table.Column<long>(type: "bigint", nullable: false),
                    NextPosition = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false),
                    DeletedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collections", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_images_CollectionId_CollectionPosition_Id",
                table: "images",
                columns: new[] { "CollectionId", "CollectionPosition", "Id" },
                filter: "\"CollectionId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_images_CollectionId_CreatedAt_Id",
                table: "images",
                columns: new[] { "CollectionId", "CreatedAt", "Id" },
                filter: "\"CollectionId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_images_OwnerId_CreatedAt_Id",
                table: "images",
                columns: new[] { "OwnerId", "CreatedAt", "Id" },
                filter: "\"TrashedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_images_OwnerId_TrashedAt_Id",
                table: "images",
                columns: new[] { "OwnerId", "TrashedAt", "Id" },
                filter: "\"TrashedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_images_TrashedAt",
                table: "images",
                column: "TrashedAt",
                filter: "\"TrashedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_collection_types_OwnerId_Slug",
                table: "collection_types",
                columns: new[] { "OwnerId", "Slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_collections_DeletedAt",
                table: "collections",
                column: "DeletedAt",
                filter: "\"DeletedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_collections_OwnerId_Slug",
                table: "collections",
                columns: new[] { "OwnerId", "Slug" },
                unique: true,
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_collections_OwnerId_SortName_Id",
                table: "collections",
                columns: new[] { "OwnerId", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_collections_OwnerId_UpdatedAt_Id",
                table: "collections",
                columns: new[] { "OwnerId", "UpdatedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "collection_types");

            migrationBuilder.DropTable(
                name: "collections");

            migrationBuilder.DropIndex(
                name: "IX_images_CollectionId_CollectionPosition_Id",
                table: "images");

            migrationBuilder.DropIndex(
                name: "IX_images_CollectionId_CreatedAt_Id",
                table: "images");

            migrationBuilder.DropIndex(
                name: "IX_images_OwnerId_CreatedAt_Id",
                table: "images");

            migrationBuilder.DropIndex(
                name: "IX_images_OwnerId_TrashedAt_Id",
                table: "images");

            migrationBuilder.DropIndex(
                name: "IX_images_TrashedAt",
                table: "images");

            migrationBuilder.DropColumn(
                name: "CollectionId",
                table: "images");

            migrationBuilder.DropColumn(
                name: "CollectionPosition",
                table: "images");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "images");

            migrationBuilder.DropColumn(
                name: "TrashedAt",
                table: "images");

            migrationBuilder.CreateIndex(
                name: "IX_images_OwnerId_CreatedAt_Id",
                table: "images",
                columns: new[] { "OwnerId", "CreatedAt", "Id" });
        }
    }
}

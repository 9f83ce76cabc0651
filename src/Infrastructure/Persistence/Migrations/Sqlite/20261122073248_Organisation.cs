using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 21,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CollectionPosition",
                table: "images",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "images",
                type: "TEXT",
                maxLength: 1024,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "TrashedAt",
                table: "images",
                type: "INTEGER",
                nullable: true);

            // Pictures that are there already are found, too. What the engine's lower() leaves is put right when a picture is changed.
            migrationBuilder.Sql(
                """
                UPDATE images SET "SearchText" = substr(lower(
                    coalesce((SELECT group_concat(char(10) || t."Name", '') FROM image_tags t WHERE t."ImageId" = images."Id"), '')
                    || coalesce(char(10) || "Title", '') || char(10) || "FileName"), 1, 1024)
                """);

            migrationBuilder.CreateTable(
                name: "collection_types",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 31, nullable: false),
                    Allowed = table.Column<int>(type: "INTEGER", nullable: false),
                    Icon = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    Description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_collection_types", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "collections",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SortName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Type = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Allowed = table.Column<int>(type: "INTEGER", nullable: false),
                    CustomTypeId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: true),
                    Use = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    IsDefault = table.Column<bool>(type: "INTEGER", nullable: false),
                    CoverId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: true),
                    ItemCount = table.Column<long>(type: "INTEGER", nullable: false),
                    SizeBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    NextPosition = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DeletedAt = table.Column<long>(type: "INTEGER", nullable: true)
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

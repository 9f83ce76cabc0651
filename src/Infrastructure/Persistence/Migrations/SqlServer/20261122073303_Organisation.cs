using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.SqlServer
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
                type: "nvarchar(21)",
                maxLength: 21,
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "CollectionPosition",
                table: "images",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "images",
                type: "nvarchar(1024)",
                maxLength: 1024,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "TrashedAt",
                table: "images",
                type: "bigint",
                nullable: true);

            // Pictures that are there already are found, too. What the engine's lower() leaves is put right when a picture is changed.
            // Within EXEC, as a batch that adds a column cannot name it.
            migrationBuilder.Sql(
                """
                EXEC(N'UPDATE images SET SearchText = LEFT(LOWER(CONCAT(
                    (SELECT STRING_AGG(NCHAR(10) + t.Name, N'''') FROM image_tags t WHERE t.ImageId = images.Id),
                    NCHAR(10) + Title, NCHAR(10) + FileName)), 1024)')
                """);

            migrationBuilder.CreateTable(
                name: "collection_types",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(21)", maxLength: 21, nullable: false, collation: "Latin1_General_BIN2"),
                    OwnerId = table.Column<string>(type: "nvarchar(21)", maxLength: 21, nullable: false, collation: "Latin1_General_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_BIN2"),
                    Slug = table.Column<string>(type: "nvarchar(31)", maxLength: 31, nullable: false, collation: "Latin1_General_BIN2"),
                    Allowed = table.Column<int>(type: "int", nullable: false),
                    Icon = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true, collation: "Latin1_General_BIN2"),
                    Description = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_BIN2"),
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
                    Id = table.Column<string>(type: "nvarchar(21)", maxLength: 21, nullable: false, collation: "Latin1_General_BIN2"),
                    OwnerId = table.Column<string>(type: "nvarchar(21)", maxLength: 21, nullable: false, collation: "Latin1_General_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_BIN2"),
                    SortName = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_BIN2"),
                    Slug = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_BIN2"),
                    Description = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_BIN2"),
                    Type = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    Allowed = table.Column<int>(type: "int", nullable: false),
                    CustomTypeId = table.Column<string>(type: "nvarchar(21)", maxLength: 21, nullable: true, collation: "Latin1_General_BIN2"),
                    Use = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    IsDefault = table.Column<bool>(type: "bit", nullable: false),
                    CoverId = table.Column<string>(type: "nvarchar(21)", maxLength: 21, nullable: true, collation: "Latin1_General_BIN2"),
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

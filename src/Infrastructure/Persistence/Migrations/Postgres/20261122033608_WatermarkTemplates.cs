using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WatermarkTemplates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "watermark_templates",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    OwnerId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Position = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    Opacity = table.Column<double>(type: "double precision", nullable: false),
                    Text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    FontSize = table.Column<int>(type: "integer", nullable: false),
                    ImageId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: true, collation: "C"),
                    ImageFormat = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true, collation: "C"),
                    ImageKey = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false),
                    DeletedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_watermark_templates", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_watermark_templates_OwnerId_CreatedAt_Id",
                table: "watermark_templates",
                columns: new[] { "OwnerId", "CreatedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "watermark_templates");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Delivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AllowedReferers",
                table: "images",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "BlockedAt",
                table: "images",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bandwidth_months",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bandwidth_months", x => new { x.OwnerId, x.Type, x.Month });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bandwidth_months");

            migrationBuilder.DropColumn(
                name: "AllowedReferers",
                table: "images");

            migrationBuilder.DropColumn(
                name: "BlockedAt",
                table: "images");
        }
    }
}

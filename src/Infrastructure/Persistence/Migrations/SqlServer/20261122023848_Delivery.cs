using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.SqlServer
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
                type: "nvarchar(max)",
                nullable: true,
                collation: "Latin1_General_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "BlockedAt",
                table: "images",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bandwidth_months",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "nvarchar(21)", maxLength: 21, nullable: false, collation: "Latin1_General_BIN2"),
                    Type = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_BIN2"),
                    Month = table.Column<int>(type: "int", nullable: false),
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

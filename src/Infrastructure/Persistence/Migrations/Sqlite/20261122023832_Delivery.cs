using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BlockedAt",
                table: "images",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bandwidth_months",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false)
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

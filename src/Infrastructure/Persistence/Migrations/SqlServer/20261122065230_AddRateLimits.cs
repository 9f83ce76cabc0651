using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddRateLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "rate_limits",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_BIN2"),
                    Counter = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false, collation: "Latin1_General_BIN2"),
                    ResetAt = table.Column<long>(type: "bigint", nullable: false),
                    Used = table.Column<int>(type: "int", nullable: false),
                    Lent = table.Column<int>(type: "int", nullable: false),
                    CalledBackUntil = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rate_limits", x => new { x.Subject, x.Counter });
                });

            migrationBuilder.CreateIndex(
                name: "IX_rate_limits_CalledBackUntil",
                table: "rate_limits",
                column: "CalledBackUntil");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "rate_limits");
        }
    }
}

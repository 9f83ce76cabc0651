using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Quotas : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PlanExpiresAt",
                table: "users",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "quota_alerts",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "nvarchar(21)", maxLength: 21, nullable: false, collation: "Latin1_General_BIN2"),
                    Type = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_BIN2"),
                    Period = table.Column<int>(type: "int", nullable: false),
                    Told = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_alerts", x => new { x.OwnerId, x.Type });
                });

            migrationBuilder.CreateTable(
                name: "quota_overrides",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "nvarchar(21)", maxLength: 21, nullable: false, collation: "Latin1_General_BIN2"),
                    Type = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_BIN2"),
                    Limit = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_BIN2"),
                    SetBy = table.Column<string>(type: "nvarchar(21)", maxLength: 21, nullable: false, collation: "Latin1_General_BIN2"),
                    SetAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_overrides", x => new { x.OwnerId, x.Type });
                });

            migrationBuilder.CreateIndex(
                name: "IX_users_CreatedAt_Id",
                table: "users",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_users_PlanExpiresAt",
                table: "users",
                column: "PlanExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_bandwidth_months_Month_Type_Bytes",
                table: "bandwidth_months",
                columns: new[] { "Month", "Type", "Bytes" });

            QuotaRows.OpenAccounts(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "quota_alerts");

            migrationBuilder.DropTable(
                name: "quota_overrides");

            migrationBuilder.DropIndex(
                name: "IX_users_CreatedAt_Id",
                table: "users");

            migrationBuilder.DropIndex(
                name: "IX_users_PlanExpiresAt",
                table: "users");

            migrationBuilder.DropIndex(
                name: "IX_bandwidth_months_Month_Type_Bytes",
                table: "bandwidth_months");

            migrationBuilder.DropColumn(
                name: "PlanExpiresAt",
                table: "users");
        }
    }
}

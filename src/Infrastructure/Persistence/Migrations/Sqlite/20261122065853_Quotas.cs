using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "quota_alerts",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Period = table.Column<int>(type: "INTEGER", nullable: false),
                    Told = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_alerts", x => new { x.OwnerId, x.Type });
                });

            migrationBuilder.CreateTable(
                name: "quota_overrides",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Limit = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SetBy = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false)
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

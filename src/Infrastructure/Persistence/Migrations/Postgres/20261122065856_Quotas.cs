using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Postgres
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
                    OwnerId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Period = table.Column<int>(type: "integer", nullable: false),
                    Told = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_alerts", x => new { x.OwnerId, x.Type });
                });

            migrationBuilder.CreateTable(
                name: "quota_overrides",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Limit = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    Note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    SetBy = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
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

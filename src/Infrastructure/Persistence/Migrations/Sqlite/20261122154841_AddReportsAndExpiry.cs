using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddReportsAndExpiry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ExpiresAt",
                table: "images",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BlockedAt",
                table: "documents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Target = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    TargetId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Details = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ReporterId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: true),
                    ReporterKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 21, nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reports", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_images_ExpiresAt",
                table: "images",
                column: "ExpiresAt",
                filter: "\"ExpiresAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_reports_CreatedAt_Id",
                table: "reports",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_reports_DecidedBy_Id",
                table: "reports",
                columns: new[] { "DecidedBy", "Id" },
                filter: "\"DecidedBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_reports_OwnerId_Id",
                table: "reports",
                columns: new[] { "OwnerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_reports_ReporterId_Id",
                table: "reports",
                columns: new[] { "ReporterId", "Id" },
                filter: "\"ReporterId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_reports_Status_CreatedAt_Id",
                table: "reports",
                columns: new[] { "Status", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_reports_Target_TargetId_Reason_ReporterKey",
                table: "reports",
                columns: new[] { "Target", "TargetId", "Reason", "ReporterKey" },
                unique: true);

            JournalRows.AddDocuments(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reports");

            migrationBuilder.DropIndex(
                name: "IX_images_ExpiresAt",
                table: "images");

            migrationBuilder.DropColumn(
                name: "ExpiresAt",
                table: "images");

            migrationBuilder.DropColumn(
                name: "BlockedAt",
                table: "documents");
        }
    }
}

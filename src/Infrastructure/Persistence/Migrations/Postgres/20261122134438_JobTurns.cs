using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class JobTurns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "job_turns",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    FiredFor = table.Column<long>(type: "bigint", nullable: true),
                    WantedAt = table.Column<long>(type: "bigint", nullable: true),
                    LeaseToken = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: true, collation: "C"),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Paused = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_turns", x => x.Name);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "job_turns");
        }
    }
}

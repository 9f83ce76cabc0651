using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class KeysAndKeptAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AllowedIps",
                table: "api_keys",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BytesIn",
                table: "api_keys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "BytesOut",
                table: "api_keys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Calls",
                table: "api_keys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ExpiryWarnedAt",
                table: "api_keys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LastAddress",
                table: "api_keys",
                type: "TEXT",
                maxLength: 45,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LastUserAgent",
                table: "api_keys",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RotatedAt",
                table: "api_keys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SuccessorId",
                table: "api_keys",
                type: "TEXT",
                maxLength: 21,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "UnusedWarnedAt",
                table: "api_keys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "export_tokens",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    SealedKey = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_export_tokens", x => x.Hash);
                    table.ForeignKey(
                        name: "FK_export_tokens_api_keys_KeyId",
                        column: x => x.KeyId,
                        principalTable: "api_keys",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "kept_answers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Answer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_answers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_kept_answers_users_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_export_tokens_ExpiresAt",
                table: "export_tokens",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_export_tokens_KeyId",
                table: "export_tokens",
                column: "KeyId");

            migrationBuilder.CreateIndex(
                name: "IX_kept_answers_ExpiresAt",
                table: "kept_answers",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_kept_answers_OwnerId",
                table: "kept_answers",
                column: "OwnerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "export_tokens");

            migrationBuilder.DropTable(
                name: "kept_answers");

            migrationBuilder.DropColumn(
                name: "AllowedIps",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "BytesIn",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "BytesOut",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "Calls",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "ExpiryWarnedAt",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "LastAddress",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "LastUserAgent",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "RotatedAt",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "SuccessorId",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "UnusedWarnedAt",
                table: "api_keys");
        }
    }
}

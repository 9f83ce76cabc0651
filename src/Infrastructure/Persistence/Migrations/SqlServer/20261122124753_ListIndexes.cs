using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_documents_KbId_CreatedAt_Id",
                table: "documents",
                columns: new[] { "KbId", "CreatedAt", "Id" },
                filter: "\"KbId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_documents_KbId_SortTitle_Id",
                table: "documents",
                columns: new[] { "KbId", "SortTitle", "Id" },
                filter: "\"KbId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_documents_KbId_UpdatedAt_Id",
                table: "documents",
                columns: new[] { "KbId", "UpdatedAt", "Id" },
                filter: "\"KbId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_SuccessorId",
                table: "api_keys",
                column: "SuccessorId");

            migrationBuilder.CreateIndex(
                name: "IX_account_erasures_OwnerId",
                table: "account_erasures",
                column: "OwnerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_documents_KbId_CreatedAt_Id",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "IX_documents_KbId_SortTitle_Id",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "IX_documents_KbId_UpdatedAt_Id",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "IX_api_keys_SuccessorId",
                table: "api_keys");

            migrationBuilder.DropIndex(
                name: "IX_account_erasures_OwnerId",
                table: "account_erasures");
        }
    }
}

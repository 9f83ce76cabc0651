using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddObjectKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_videos_Key",
                table: "videos",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_images_Key",
                table: "images",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_audio_tracks_Key",
                table: "audio_tracks",
                column: "Key");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_videos_Key",
                table: "videos");

            migrationBuilder.DropIndex(
                name: "IX_images_Key",
                table: "images");

            migrationBuilder.DropIndex(
                name: "IX_audio_tracks_Key",
                table: "audio_tracks");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PictureMetadata : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CameraMake",
                table: "images",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CameraModel",
                table: "images",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ColourSpace",
                table: "images",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DominantColour",
                table: "images",
                type: "TEXT",
                maxLength: 7,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Lens",
                table: "images",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Orientation",
                table: "images",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "PerceptualHash",
                table: "images",
                type: "TEXT",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TakenAt",
                table: "images",
                type: "TEXT",
                maxLength: 25,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ThumbHash",
                table: "images",
                type: "TEXT",
                maxLength: 40,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CameraMake",
                table: "images");

            migrationBuilder.DropColumn(
                name: "CameraModel",
                table: "images");

            migrationBuilder.DropColumn(
                name: "ColourSpace",
                table: "images");

            migrationBuilder.DropColumn(
                name: "DominantColour",
                table: "images");

            migrationBuilder.DropColumn(
                name: "Lens",
                table: "images");

            migrationBuilder.DropColumn(
                name: "Orientation",
                table: "images");

            migrationBuilder.DropColumn(
                name: "PerceptualHash",
                table: "images");

            migrationBuilder.DropColumn(
                name: "TakenAt",
                table: "images");

            migrationBuilder.DropColumn(
                name: "ThumbHash",
                table: "images");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Postgres
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
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "CameraModel",
                table: "images",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ColourSpace",
                table: "images",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "DominantColour",
                table: "images",
                type: "character varying(7)",
                maxLength: 7,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Lens",
                table: "images",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<int>(
                name: "Orientation",
                table: "images",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "PerceptualHash",
                table: "images",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "TakenAt",
                table: "images",
                type: "character varying(25)",
                maxLength: 25,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ThumbHash",
                table: "images",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true,
                collation: "C");
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

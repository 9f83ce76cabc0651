using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MediaKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audio_tracks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    OwnerId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Format = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    SizeBytes = table.Column<long>(type: "bigint", nullable: false),
                    Seconds = table.Column<double>(type: "double precision", nullable: true),
                    Bitrate = table.Column<int>(type: "integer", nullable: true),
                    Codec = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    SampleRate = table.Column<int>(type: "integer", nullable: false),
                    Channels = table.Column<int>(type: "integer", nullable: false),
                    TagTitle = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Artist = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Album = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Genre = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Year = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    FileName = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    IsPublic = table.Column<bool>(type: "boolean", nullable: false),
                    BlockedAt = table.Column<long>(type: "bigint", nullable: true),
                    SearchText = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false, collation: "C"),
                    ErasedAt = table.Column<long>(type: "bigint", nullable: true),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    LeaseToken = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: true, collation: "C"),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: true),
                    LastError = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audio_tracks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "media_changes",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    MediumId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    Revision = table.Column<long>(type: "bigint", nullable: false),
                    Deleted = table.Column<bool>(type: "boolean", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_media_changes", x => new { x.OwnerId, x.MediumId });
                });

            migrationBuilder.CreateTable(
                name: "media_journals",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Revision = table.Column<long>(type: "bigint", nullable: false),
                    Horizon = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_media_journals", x => x.OwnerId);
                });

            migrationBuilder.CreateTable(
                name: "videos",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    OwnerId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Container = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    SizeBytes = table.Column<long>(type: "bigint", nullable: false),
                    Width = table.Column<int>(type: "integer", nullable: false),
                    Height = table.Column<int>(type: "integer", nullable: false),
                    DurationMilliseconds = table.Column<long>(type: "bigint", nullable: true),
                    FileName = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    TagText = table.Column<string>(type: "character varying(330)", maxLength: 330, nullable: false, collation: "C"),
                    SearchText = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false, collation: "C"),
                    IsPublic = table.Column<bool>(type: "boolean", nullable: false),
                    AllowedReferers = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BlockedAt = table.Column<long>(type: "bigint", nullable: true),
                    ErasedAt = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Processing = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    Progress = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    LeaseToken = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: true, collation: "C"),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: true),
                    LastError = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_videos", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audio_renditions",
                columns: table => new
                {
                    TrackId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    SizeBytes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audio_renditions", x => new { x.TrackId, x.Name });
                    table.ForeignKey(
                        name: "FK_audio_renditions_audio_tracks_TrackId",
                        column: x => x.TrackId,
                        principalTable: "audio_tracks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "video_files",
                columns: table => new
                {
                    VideoId = table.Column<string>(type: "character varying(21)", maxLength: 21, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    SizeBytes = table.Column<long>(type: "bigint", nullable: false),
                    Width = table.Column<int>(type: "integer", nullable: false),
                    Height = table.Column<int>(type: "integer", nullable: false),
                    Codecs = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    MilliFrameRate = table.Column<int>(type: "integer", nullable: true),
                    PeakBitRate = table.Column<long>(type: "bigint", nullable: true),
                    AverageBitRate = table.Column<long>(type: "bigint", nullable: true),
                    Index = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_video_files", x => new { x.VideoId, x.Name });
                    table.ForeignKey(
                        name: "FK_video_files_videos_VideoId",
                        column: x => x.VideoId,
                        principalTable: "videos",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audio_renditions_Key",
                table: "audio_renditions",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_audio_tracks_OwnerId_CreatedAt_Id",
                table: "audio_tracks",
                columns: new[] { "OwnerId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_audio_tracks_OwnerId_Hash",
                table: "audio_tracks",
                columns: new[] { "OwnerId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audio_tracks_State_NextAttemptAt",
                table: "audio_tracks",
                columns: new[] { "State", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_media_changes_Deleted_At",
                table: "media_changes",
                columns: new[] { "Deleted", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_media_changes_OwnerId_Revision_MediumId",
                table: "media_changes",
                columns: new[] { "OwnerId", "Revision", "MediumId" });

            migrationBuilder.CreateIndex(
                name: "IX_video_files_Key",
                table: "video_files",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_videos_OwnerId_CreatedAt_Id",
                table: "videos",
                columns: new[] { "OwnerId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_videos_OwnerId_Hash",
                table: "videos",
                columns: new[] { "OwnerId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_videos_Processing_NextAttemptAt",
                table: "videos",
                columns: new[] { "Processing", "NextAttemptAt" });

            JournalRows.Open(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audio_renditions");

            migrationBuilder.DropTable(
                name: "media_changes");

            migrationBuilder.DropTable(
                name: "media_journals");

            migrationBuilder.DropTable(
                name: "video_files");

            migrationBuilder.DropTable(
                name: "audio_tracks");

            migrationBuilder.DropTable(
                name: "videos");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Picora.Infrastructure.Persistence.Migrations.Sqlite
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
                    Id = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    SizeBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Seconds = table.Column<double>(type: "REAL", nullable: true),
                    Bitrate = table.Column<int>(type: "INTEGER", nullable: true),
                    Codec = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    SampleRate = table.Column<int>(type: "INTEGER", nullable: false),
                    Channels = table.Column<int>(type: "INTEGER", nullable: false),
                    TagTitle = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Artist = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Album = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Genre = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Year = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    IsPublic = table.Column<bool>(type: "INTEGER", nullable: false),
                    BlockedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: false),
                    ErasedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LeaseToken = table.Column<string>(type: "TEXT", maxLength: 21, nullable: true),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audio_tracks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "media_changes",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    MediumId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Deleted = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_media_changes", x => new { x.OwnerId, x.MediumId });
                });

            migrationBuilder.CreateTable(
                name: "media_journals",
                columns: table => new
                {
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Horizon = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_media_journals", x => x.OwnerId);
                });

            migrationBuilder.CreateTable(
                name: "videos",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    OwnerId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Container = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    SizeBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    DurationMilliseconds = table.Column<long>(type: "INTEGER", nullable: true),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    TagText = table.Column<string>(type: "TEXT", maxLength: 330, nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: false),
                    IsPublic = table.Column<bool>(type: "INTEGER", nullable: false),
                    AllowedReferers = table.Column<string>(type: "TEXT", nullable: true),
                    BlockedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ErasedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Processing = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Progress = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LeaseToken = table.Column<string>(type: "TEXT", maxLength: 21, nullable: true),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_videos", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audio_renditions",
                columns: table => new
                {
                    TrackId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SizeBytes = table.Column<long>(type: "INTEGER", nullable: false)
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
                    VideoId = table.Column<string>(type: "TEXT", maxLength: 21, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    SizeBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Codecs = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    MilliFrameRate = table.Column<int>(type: "INTEGER", nullable: true),
                    PeakBitRate = table.Column<long>(type: "INTEGER", nullable: true),
                    AverageBitRate = table.Column<long>(type: "INTEGER", nullable: true),
                    Index = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
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

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;
using Picora.Domain.Media.Videos;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class VideoConfiguration : IEntityTypeConfiguration<Domain.Media.Videos.Video>
{
    public void Configure(EntityTypeBuilder<Domain.Media.Videos.Video> builder)
    {
        builder.ToTable("videos");
        builder.HasKey(video => video.Id);
        builder.Property(video => video.FileName).HasMaxLength(Domain.Media.Image.MaxFileNameLength);
        builder.Property(video => video.Title).HasMaxLength(Domain.Media.Videos.Video.MaxTitleLength);
        builder.Property(video => video.TagText).HasMaxLength(Domain.Media.Videos.Video.MaxTagText);
        builder.Property(video => video.SearchText).HasMaxLength(Domain.Media.Videos.Video.MaxSearchLength);
        builder.Property(video => video.LeaseToken).HasMaxLength(NanoId.Long);
        builder.Property(video => video.LastError).HasMaxLength(Domain.Media.Videos.Video.MaxErrorLength);
        builder.HasMany(video => video.Files).WithOne().HasForeignKey(file => file.VideoId).OnDelete(DeleteBehavior.Cascade);

        // One video per owner and content: decides races between equal uploads.
        builder.HasIndex(video => new { video.OwnerId, video.Hash }).IsUnique();
        builder.HasIndex(video => video.Key);

        // Lists, newest first.
        builder.HasIndex(video => new { video.OwnerId, video.CreatedAt, video.Id });

        // What waits for a worker, the longest waiting first.
        builder.HasIndex(video => new { video.Processing, video.NextAttemptAt });
    }
}

internal sealed class VideoFileConfiguration : IEntityTypeConfiguration<VideoFile>
{
    public void Configure(EntityTypeBuilder<VideoFile> builder)
    {
        builder.ToTable("video_files");
        builder.HasKey(file => new { file.VideoId, file.Name });
        builder.Property(file => file.Name).HasMaxLength(VideoFile.MaxNameLength);
        builder.Property(file => file.Codecs).HasMaxLength(VideoFile.MaxCodecsLength);

        // Finds files that no video refers to.
        builder.HasIndex(file => file.Key);
    }
}

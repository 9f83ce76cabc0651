using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;
using Picora.Domain.Media.Tracks;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class AudioTrackConfiguration : IEntityTypeConfiguration<AudioTrack>
{
    public void Configure(EntityTypeBuilder<AudioTrack> builder)
    {
        builder.ToTable("audio_tracks");
        builder.AreWork();
        builder.Property(track => track.FileName).HasMaxLength(AudioTrack.MaxFileNameLength);
        builder.Property(track => track.Title).HasMaxLength(AudioTrack.MaxTitleLength);
        builder.Property(track => track.Codec).HasMaxLength(AudioFacts.MaxCodecLength);
        builder.Property(track => track.TagTitle).HasMaxLength(AudioTags.MaxLength);
        builder.Property(track => track.Artist).HasMaxLength(AudioTags.MaxLength);
        builder.Property(track => track.Album).HasMaxLength(AudioTags.MaxLength);
        builder.Property(track => track.Genre).HasMaxLength(AudioTags.MaxLength);
        builder.Property(track => track.Year).HasMaxLength(AudioTags.MaxLength);
        builder.Property(track => track.SearchText).HasMaxLength(AudioTrack.MaxSearchLength);
        builder.HasMany(track => track.Renditions).WithOne().HasForeignKey(made => made.TrackId).OnDelete(DeleteBehavior.Cascade);

        // One file per owner and content: decides races between equal uploads.
        builder.HasIndex(track => new { track.OwnerId, track.Hash }).IsUnique();
        builder.HasIndex(track => track.Key);

        // Lists, newest first.
        builder.HasIndex(track => new { track.OwnerId, track.CreatedAt, track.Id });
    }
}

internal sealed class AudioRenditionConfiguration : IEntityTypeConfiguration<AudioRendition>
{
    public void Configure(EntityTypeBuilder<AudioRendition> builder)
    {
        builder.ToTable("audio_renditions");
        builder.HasKey(made => new { made.TrackId, made.Name });
        builder.Property(made => made.TrackId).HasMaxLength(NanoId.Long);
        builder.Property(made => made.Name).HasMaxLength(AudioRendition.MaxNameLength);

        // Finds renditions that no file refers to.
        builder.HasIndex(made => made.Key);
    }
}

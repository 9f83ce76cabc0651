using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class ImageConfiguration : IEntityTypeConfiguration<Image>
{
    public void Configure(EntityTypeBuilder<Image> builder)
    {
        builder.ToTable("images");
        builder.HasKey(image => image.Id);
        ConfigureTexts(builder);
        builder.HasMany(image => image.Tags).WithOne().HasForeignKey(tag => tag.ImageId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(image => image.Variants).WithOne().HasForeignKey(variant => variant.ImageId).OnDelete(DeleteBehavior.Cascade);

        // One picture per owner and content: decides races between equal uploads.
        builder.HasIndex(image => new { image.OwnerId, image.Hash }).IsUnique();
        // An object without a row is found by looking for its row.
        builder.HasIndex(image => image.Key);

        // What lies in the trash is not there for anybody who does not ask for it (MediaRows.WithTrash).
        builder.HasQueryFilter(MediaRows.Trash, image => image.TrashedAt == null);

        // What has expired and is to be removed.
        builder.HasIndex(image => image.ExpiresAt).HasFilter("\"ExpiresAt\" IS NOT NULL");

        // Lists, newest first.
        builder.HasIndex(image => new { image.OwnerId, image.CreatedAt, image.Id }).HasFilter("\"TrashedAt\" IS NULL");

        // The trash, the latest first, and what has lain there long enough.
        builder.HasIndex(image => new { image.OwnerId, image.TrashedAt, image.Id }).HasFilter("\"TrashedAt\" IS NOT NULL");
        builder.HasIndex(image => image.TrashedAt).HasFilter("\"TrashedAt\" IS NOT NULL");

        // A collection's pictures, newest first and in its own order.
        builder.HasIndex(image => new { image.CollectionId, image.CreatedAt, image.Id }).HasFilter("\"CollectionId\" IS NOT NULL");
        builder.HasIndex(image => new { image.CollectionId, image.CollectionPosition, image.Id }).HasFilter("\"CollectionId\" IS NOT NULL");

        // What waits for a worker, the longest waiting first.
        builder.HasIndex(image => new { image.Processing, image.NextAttemptAt });
    }

    private static void ConfigureTexts(EntityTypeBuilder<Image> builder)
    {
        builder.Property(image => image.FileName).HasMaxLength(Image.MaxFileNameLength);
        builder.Property(image => image.Title).HasMaxLength(Image.MaxTitleLength);
        builder.Property(image => image.Orientation).HasDefaultValue(Capture.Upright);
        builder.Property(image => image.CameraMake).HasMaxLength(Capture.MaxTextLength);
        builder.Property(image => image.CameraModel).HasMaxLength(Capture.MaxTextLength);
        builder.Property(image => image.Lens).HasMaxLength(Capture.MaxTextLength);
        builder.Property(image => image.TakenAt).HasMaxLength(Capture.MaxTakenAtLength);
        builder.Property(image => image.ColourSpace).HasMaxLength(PictureDigest.MaxColourSpaceLength);
        builder.Property(image => image.DominantColour).HasMaxLength(PictureDigest.ColourLength);
        builder.Property(image => image.ThumbHash).HasMaxLength(PictureDigest.MaxThumbHashLength);
        builder.Property(image => image.PerceptualHash).HasMaxLength(PictureDigest.PerceptualHashLength);
        builder.Property(image => image.LeaseToken).HasMaxLength(NanoId.Long);
        builder.Property(image => image.LastError).HasMaxLength(Image.MaxErrorLength);
        builder.Property(image => image.SearchText).HasMaxLength(Image.MaxSearchLength);
    }
}

internal sealed class ImageTagConfiguration : IEntityTypeConfiguration<ImageTag>
{
    public void Configure(EntityTypeBuilder<ImageTag> builder)
    {
        builder.ToTable("image_tags");
        builder.HasKey(tag => new { tag.ImageId, tag.Name });
        builder.Property(tag => tag.Name).HasMaxLength(Image.MaxTagLength);
        builder.HasIndex(tag => new { tag.OwnerId, tag.Name, tag.CreatedAt, tag.ImageId });
    }
}

internal sealed class ImageVariantConfiguration : IEntityTypeConfiguration<ImageVariant>
{
    public void Configure(EntityTypeBuilder<ImageVariant> builder)
    {
        builder.ToTable("image_variants");
        builder.HasKey(variant => new { variant.ImageId, variant.Name });
        builder.Property(variant => variant.Name).HasMaxLength(ImageVariant.MaxNameLength);

        // Finds renditions that no picture refers to.
        builder.HasIndex(variant => variant.Key);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain.Media.Collections;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class CollectionConfiguration : IEntityTypeConfiguration<Collection>
{
    public void Configure(EntityTypeBuilder<Collection> builder)
    {
        builder.ToTable("collections");
        builder.HasKey(collection => collection.Id);
        builder.Property(collection => collection.Name).HasMaxLength(Collection.MaxNameLength);
        builder.Property(collection => collection.SortName).HasMaxLength(Collection.MaxNameLength);
        builder.Property(collection => collection.Slug).HasMaxLength(CollectionSlug.MaxLength);
        builder.Property(collection => collection.Description).HasMaxLength(Collection.MaxDescriptionLength);

        // A slug is free again when its collection is gone.
        builder.HasIndex(collection => new { collection.OwnerId, collection.Slug }).IsUnique().HasFilter("\"DeletedAt\" IS NULL");

        // Lists, in both orders.
        builder.HasIndex(collection => new { collection.OwnerId, collection.UpdatedAt, collection.Id });
        builder.HasIndex(collection => new { collection.OwnerId, collection.SortName, collection.Id });

        // Deleted ones that were shown for long enough.
        builder.HasIndex(collection => collection.DeletedAt).HasFilter("\"DeletedAt\" IS NOT NULL");
    }
}

internal sealed class CustomCollectionTypeConfiguration : IEntityTypeConfiguration<CustomCollectionType>
{
    public void Configure(EntityTypeBuilder<CustomCollectionType> builder)
    {
        builder.ToTable("collection_types");
        builder.HasKey(type => type.Id);
        builder.Property(type => type.Name).HasMaxLength(CustomCollectionType.MaxNameLength);
        builder.Property(type => type.Slug).HasMaxLength(CustomCollectionType.MaxSlugLength);
        builder.Property(type => type.Icon).HasMaxLength(CustomCollectionType.MaxIconLength);
        builder.Property(type => type.Description).HasMaxLength(CustomCollectionType.MaxDescriptionLength);
        builder.HasIndex(type => new { type.OwnerId, type.Slug }).IsUnique();
    }
}

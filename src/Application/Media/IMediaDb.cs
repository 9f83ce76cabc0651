using Microsoft.EntityFrameworkCore;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media;

/// <summary>The media module's tables.</summary>
public interface IMediaDb
{
    DbSet<Image> Images { get; }

    DbSet<ImageTag> ImageTags { get; }

    DbSet<ImageVariant> ImageVariants { get; }

    DbSet<WatermarkTemplate> WatermarkTemplates { get; }

    DbSet<Collection> Collections { get; }

    DbSet<CustomCollectionType> CollectionTypes { get; }
}

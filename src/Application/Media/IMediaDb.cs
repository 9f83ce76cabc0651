using Microsoft.EntityFrameworkCore;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;
using Picora.Domain.Media.Sync;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media;

/// <summary>The media module's tables.</summary>
public interface IMediaDb
{
    DbSet<Image> Images { get; }

    DbSet<ImageTag> ImageTags { get; }

    DbSet<ImageVariant> ImageVariants { get; }

    DbSet<Video> Videos { get; }

    DbSet<VideoFile> VideoFiles { get; }

    DbSet<WatermarkTemplate> WatermarkTemplates { get; }

    DbSet<Collection> Collections { get; }

    DbSet<CustomCollectionType> CollectionTypes { get; }

    DbSet<MediaJournal> MediaJournals { get; }

    DbSet<MediaChange> MediaChanges { get; }

    DbSet<AudioTrack> AudioTracks { get; }

    DbSet<AudioRendition> AudioRenditions { get; }
}

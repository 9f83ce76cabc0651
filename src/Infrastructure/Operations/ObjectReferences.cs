using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions.Operations;
using Picora.Domain.Media;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Persistence;
using MediaVideo = Picora.Domain.Media.Videos.Video;

namespace Picora.Infrastructure.Operations;

/// <summary>An object that a row refers to and that therefore must be there.</summary>
/// <param name="Hash">Null where the row does not tell it.</param>
/// <param name="Owner">Whose it is, such as <c>image abc</c>, for people to read.</param>
internal sealed record ObjectReference(ObjectKey Key, long Size, ContentHash? Hash, string Owner);

/// <summary>What the rows say of objects. Read in pages along an index, so that neither memory nor the database feels it.</summary>
internal sealed class ObjectReferences(PicoraDbContext db) : IReferredObjects
{
    private const int Page = 1000;

    /// <summary>Every object that must be there.</summary>
    public IAsyncEnumerable<ObjectReference> All(CancellationToken cancellationToken)
    {
        var (images, videos, tracks) = (db.Images.IgnoreQueryFilters().AsNoTracking(), db.Videos.AsNoTracking(), db.AudioTracks.AsNoTracking());
        var (variants, files, made) = (db.ImageVariants.AsNoTracking(), db.VideoFiles.AsNoTracking(), db.AudioRenditions.AsNoTracking());
        IAsyncEnumerable<ObjectReference>[] sources =
        [
            PagesAsync<Image>(last => (last is null ? images : images.Where(row => row.Id > last.Id)).OrderBy(row => row.Id), Of, cancellationToken),
            PagesAsync<ImageVariant>(last => (last is null ? variants : variants.Where(row => row.Key > last.Key)).OrderBy(row => row.Key), Of, cancellationToken),
            PagesAsync<MediaVideo>(last => (last is null ? videos : videos.Where(row => row.Id > last.Id)).OrderBy(row => row.Id), Of, cancellationToken),
            PagesAsync<VideoFile>(last => (last is null ? files : files.Where(row => row.Key > last.Key)).OrderBy(row => row.Key), Of, cancellationToken),
            PagesAsync<AudioTrack>(
                last => (last is null ? tracks : tracks.Where(row => string.Compare(row.Id, last.Id) > 0)).OrderBy(row => row.Id), Of, cancellationToken),
            PagesAsync<AudioRendition>(last => (last is null ? made : made.Where(row => row.Key > last.Key)).OrderBy(row => row.Key), Of, cancellationToken),
            ExportsAsync(cancellationToken),
        ];
        return sources.ToAsyncEnumerable().SelectMany(source => source);
    }

    public async Task<IReadOnlySet<ObjectKey>> KnownAsync(IReadOnlyCollection<ObjectKey> keys, CancellationToken cancellationToken)
    {
        IQueryable<ObjectKey>[] sources =
        [
            db.Images.IgnoreQueryFilters().Select(row => row.Key), db.ImageVariants.Select(row => row.Key), db.Videos.Select(row => row.Key),
            db.VideoFiles.Select(row => row.Key), db.AudioTracks.Select(row => row.Key), db.AudioRenditions.Select(row => row.Key),
            db.UploadReservations.Select(row => row.Key), db.UploadSessions.Select(row => row.Key), db.DoomedObjects.Select(row => row.Key),
            db.DataExports.Where(row => row.Key != null).Select(row => row.Key!.Value),
        ];
        var known = new HashSet<ObjectKey>();
        foreach (var source in sources)
        {
            known.UnionWith(await source.Where(key => keys.Contains(key)).ToListAsync(cancellationToken));
        }

        var images = keys.Select(key => ImageId.Parse(key.TransformedMedium)).OfType<ImageId>().Distinct().ToList();
        var alive = await db.Images.IgnoreQueryFilters().Where(row => images.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken);
        known.UnionWith(keys.Where(key => ImageId.Parse(key.TransformedMedium) is { } id && alive.Contains(id)));
        return known;
    }

    /// <summary>The reference to a key as the rows have it at this moment; null when none has.</summary>
    public async Task<ObjectReference?> FindAsync(ObjectKey key, CancellationToken cancellationToken) =>
        await First(db.Images.IgnoreQueryFilters().AsNoTracking().Where(row => row.Key == key), Of)
        ?? await First(db.ImageVariants.AsNoTracking().Where(row => row.Key == key), Of)
        ?? await First(db.Videos.AsNoTracking().Where(row => row.Key == key), Of)
        ?? await First(db.VideoFiles.AsNoTracking().Where(row => row.Key == key), Of)
        ?? await First(db.AudioTracks.AsNoTracking().Where(row => row.Key == key), Of)
        ?? await First(db.AudioRenditions.AsNoTracking().Where(row => row.Key == key), Of)
        ?? await ExportsAsync(cancellationToken).FirstOrDefaultAsync(reference => reference.Key == key, cancellationToken);

    private static async Task<ObjectReference?> First<T>(IQueryable<T> rows, Func<T, ObjectReference> describe)
        where T : class => await rows.FirstOrDefaultAsync() is { } row ? describe(row) : null;

    private static async IAsyncEnumerable<ObjectReference> PagesAsync<T>(
        Func<T?, IQueryable<T>> next, Func<T, ObjectReference> describe, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        List<T> page;
        T? last = null;
        do
        {
            page = await next(last).Take(Page).ToListAsync(cancellationToken);
            foreach (var row in page)
            {
                yield return describe(row);
                last = row;
            }
        }
        while (page.Count == Page);
    }

    // The key of an export that is still being made stands for nothing yet.
    private async IAsyncEnumerable<ObjectReference> ExportsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var export in await db.DataExports.AsNoTracking().Where(row => row.FinishedAt != null && row.Key != null).ToListAsync(cancellationToken))
        {
            yield return new ObjectReference(export.Key!.Value, export.SizeBytes, null, $"export {export.Id}");
        }
    }

    private static ObjectReference Of(Image row) => new(row.Key, row.SizeBytes, row.Hash, $"image {row.Id}");

    private static ObjectReference Of(ImageVariant row) => new(row.Key, row.SizeBytes, null, $"{row.Name} of image {row.ImageId}");

    private static ObjectReference Of(MediaVideo row) => new(row.Key, row.SizeBytes, row.Hash, $"video {row.Id}");

    private static ObjectReference Of(VideoFile row) => new(row.Key, row.SizeBytes, null, $"{row.Name} of video {row.VideoId}");

    private static ObjectReference Of(AudioTrack row) => new(row.Key, row.SizeBytes, row.Hash, $"audio {row.Id}");

    private static ObjectReference Of(AudioRendition row) => new(row.Key, row.SizeBytes, null, $"{row.Name} of audio {row.TrackId}");
}

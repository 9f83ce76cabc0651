using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>What delivery needs to know of a video.</summary>
/// <param name="Files">Those that were asked for.</param>
internal sealed record DeliverableVideo(
    MediaGuards Guards,
    ObjectKey Key,
    ContentHash Hash,
    MediaContainer Container,
    string FileName,
    long? DurationMilliseconds,
    Processing Processing,
    DateTimeOffset CreatedAt,
    IReadOnlyList<DeliverableVideoFile> Files)
{
    public TimeSpan Duration => TimeSpan.FromMilliseconds(DurationMilliseconds ?? 0);

    public DeliverableVideoFile? File(string name)
    {
        foreach (var file in Files)
        {
            if (string.Equals(file.Name, name, StringComparison.Ordinal))
            {
                return file;
            }
        }

        return null;
    }
}

/// <param name="Index">Null where nobody asked for it.</param>
internal sealed record DeliverableVideoFile(
    string Name, ObjectKey Key, int Width, int Height, string? Codecs, int? MilliFrameRate, long? PeakBitRate, long? AverageBitRate, string? Index, DateTimeOffset CreatedAt);

/// <summary>The rows that delivery reads again and again, remembered where that is safe.</summary>
internal sealed class DeliverableVideos(IChangeClock clock, IServiceScopeFactory scopes, IOptions<DeliveryOptions> options)
{
    // A row with the index of a long rendition is some twenty times as large as a picture's.
    private const int Heavier = 20;

    private readonly RowCache<(VideoId Id, string File), DeliverableVideo> cache = new(clock, Math.Max(1, options.Value.CachedRows / Heavier));

    public ValueTask<DeliverableVideo?> FindAsync(VideoId id, VideoAsset asset, CancellationToken cancellationToken) =>
        cache.GetAsync((id, string.Join(',', asset.Files)), (_, token) => ReadAsync(id, asset, token), cancellationToken);

    // In a scope of its own: a remembered row must not cost a database context.
    private async Task<DeliverableVideo?> ReadAsync(VideoId id, VideoAsset asset, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IMediaDb>();
        var (names, isMaster) = (asset.Files, asset.Kind == VideoAssetKind.Master);
        return await db.Videos.AsNoTracking().Where(row => row.Id == id && row.ErasedAt == null)
            .Select(row => new DeliverableVideo(
                new MediaGuards(row.OwnerId, row.IsPublic, row.AllowedReferers, row.BlockedAt != null, MediaKind.Video),
                row.Key, row.Hash, row.Container, row.FileName, row.DurationMilliseconds, row.Processing, row.CreatedAt,
                row.Files.Where(file => isMaster ? file.Codecs != null : names.Contains(file.Name))
                    .Select(file => new DeliverableVideoFile(
                        file.Name, file.Key, file.Width, file.Height, file.Codecs, file.MilliFrameRate, file.PeakBitRate, file.AverageBitRate, isMaster ? null : file.Index, file.CreatedAt))
                    .ToList()))
            .SingleOrDefaultAsync(cancellationToken);
    }
}

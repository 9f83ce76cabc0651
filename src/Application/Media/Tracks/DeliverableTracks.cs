using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Tracks;

/// <summary>What delivery needs to know of an audio file.</summary>
internal sealed record DeliverableTrack(
    MediaGuards Guards, ObjectKey Key, ContentHash Hash, AudioFormat Format, string FileName, DateTimeOffset CreatedAt, IReadOnlyList<TrackRendition> Renditions)
{
    public ObjectKey? KeyOf(string rendition) =>
        Renditions.FirstOrDefault(made => string.Equals(made.Name, rendition, StringComparison.Ordinal))?.Key;
}

internal sealed record TrackRendition(string Name, ObjectKey Key);

/// <summary>The rows that delivery reads again and again, remembered where that is safe.</summary>
internal sealed class DeliverableTracks(IChangeClock clock, IServiceScopeFactory scopes, IOptions<DeliveryOptions> options)
{
    private readonly RowCache<string, DeliverableTrack> cache = new(clock, options.Value.CachedRows);

    public ValueTask<DeliverableTrack?> FindAsync(string id, CancellationToken cancellationToken) => cache.GetAsync(id, ReadAsync, cancellationToken);

    // In a scope of its own: a remembered row must not cost a database context.
    private async Task<DeliverableTrack?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<IMediaDb>().AudioTracks.AsNoTracking().Where(row => row.Id == id && row.ErasedAt == null)
            .Select(row => new DeliverableTrack(
                new MediaGuards(row.OwnerId, row.IsPublic, null, row.BlockedAt != null, MediaKind.Audio),
                row.Key, row.Hash, row.Format, row.FileName, row.CreatedAt,
                row.Renditions.Select(made => new TrackRendition(made.Name, made.Key)).ToList()))
            .ToListAsync(cancellationToken);
        return found is [var track] ? track : null;
    }
}

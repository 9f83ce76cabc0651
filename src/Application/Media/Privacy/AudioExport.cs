using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Privacy;

/// <summary>The list of audio files, and the files as they were sent. Those that an operator withholds are in the list only.</summary>
internal sealed class AudioExport(IMediaDb db, IObjectStorage storage) : IExportSection
{
    private const int PageSize = 100;

    public async Task WriteAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        var list = Of(owner).OrderBy(track => track.Hash).Select(track => new
        {
            track.Id,
            track.FileName,
            track.Title,
            Format = track.Format.ToString(),
            track.SizeBytes,
            DurationSeconds = track.Seconds,
            track.Bitrate,
            track.Artist,
            track.Album,
            Sha256 = track.Hash.Value,
            track.IsPublic,
            track.CreatedAt,
            track.UpdatedAt,
        });
        await writer.WriteListAsync("audio.json", list.AsAsyncEnumerable(), cancellationToken);
        await WriteFilesAsync(owner, writer, cancellationToken);
    }

    private async Task WriteFilesAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        ContentHash? last = null;
        while (true)
        {
            var rest = Of(owner).Where(track => track.BlockedAt == null);
            if (last is { } after)
            {
                rest = rest.Where(track => track.Hash > after);
            }

            var page = await rest.OrderBy(track => track.Hash).Take(PageSize)
                .Select(track => new { track.Id, track.Hash, track.Format, track.Key, track.CreatedAt }).ToListAsync(cancellationToken);
            foreach (var track in page)
            {
                // Deleted since: then it is not the owner's any more.
                await using var file = await storage.OpenAsync(track.Key, cancellationToken);
                if (file is not null)
                {
                    await writer.WriteFileAsync($"originals/{track.Id}.{track.Format.Extension()}", file, track.CreatedAt, cancellationToken);
                }
            }

            if (page.Count < PageSize)
            {
                return;
            }

            last = page[^1].Hash;
        }
    }

    private IQueryable<AudioTrack> Of(UserId owner) => db.AudioTracks.AsNoTracking().Where(track => track.OwnerId == owner);
}

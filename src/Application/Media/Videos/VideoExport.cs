using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>The list of videos, and the files as they were sent. Those that an operator withholds are in the list only.</summary>
internal sealed class VideoExport(IMediaDb db, IObjectStorage storage) : IExportSection
{
    private const int PageSize = 100;

    public async Task WriteAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        var list = Of(owner).OrderBy(video => video.Hash).Select(video => new
        {
            Id = video.Id.Value,
            video.FileName,
            video.Title,
            Tags = video.TagText,
            Container = video.Container.ToString(),
            video.SizeBytes,
            video.Width,
            video.Height,
            video.DurationMilliseconds,
            Sha256 = video.Hash.Value,
            video.IsPublic,
            video.CreatedAt,
            video.UpdatedAt,
        });
        await writer.WriteListAsync("videos.json", list.AsAsyncEnumerable(), cancellationToken);
        await WriteFilesAsync(owner, writer, cancellationToken);
    }

    private async Task WriteFilesAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        ContentHash? last = null;
        while (true)
        {
            var rest = Of(owner).Where(video => video.BlockedAt == null);
            if (last is { } after)
            {
                rest = rest.Where(video => video.Hash > after);
            }

            var page = await rest.OrderBy(video => video.Hash).Take(PageSize)
                .Select(video => new { video.Id, video.Hash, video.Container, video.Key, video.CreatedAt }).ToListAsync(cancellationToken);
            foreach (var video in page)
            {
                // Deleted since: then it is not the owner's any more.
                await using var file = await storage.OpenAsync(video.Key, cancellationToken);
                if (file is not null)
                {
                    await writer.WriteFileAsync($"videos/{video.Id}.{video.Container.VideoExtension()}", file, video.CreatedAt, cancellationToken);
                }
            }

            if (page.Count < PageSize)
            {
                return;
            }

            last = page[^1].Hash;
        }
    }

    private IQueryable<Video> Of(UserId owner) => db.Videos.AsNoTracking().Where(video => video.OwnerId == owner);
}

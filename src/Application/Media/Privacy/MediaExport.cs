using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Privacy;

/// <summary>The list of pictures, and the files as they were sent. Those that an operator withholds are in the list only.</summary>
internal sealed class MediaExport(IMediaDb db, IObjectStorage storage) : IExportSection
{
    private const int PageSize = 100;

    public async Task WriteAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        var list = Of(owner).OrderBy(image => image.Hash).Select(image => new
        {
            Id = image.Id.Value,
            image.FileName,
            image.Title,
            Tags = image.Tags.OrderBy(tag => tag.Position).Select(tag => tag.Name).ToList(),
            Format = image.Format.ToString(),
            image.SizeBytes,
            image.Width,
            image.Height,
            Sha256 = image.Hash.Value,
            image.IsPublic,
            Collection = image.CollectionId == null ? null : image.CollectionId.Value.Value,
            image.TrashedAt,
            image.TakenAt,
            image.CameraMake,
            image.CameraModel,
            image.CreatedAt,
            image.UpdatedAt,
        });
        await writer.WriteListAsync("media.json", list.AsAsyncEnumerable(), cancellationToken);
        var templates = db.WatermarkTemplates.AsNoTracking().Where(template => template.OwnerId == owner && template.DeletedAt == null)
            .OrderBy(template => template.Id).Select(template => new { Id = template.Id.Value, template.Name, template.Text, template.CreatedAt });
        await writer.WriteListAsync("watermarks.json", templates.AsAsyncEnumerable(), cancellationToken);
        var collections = db.Collections.AsNoTracking().Where(collection => collection.OwnerId == owner && collection.DeletedAt == null)
            .OrderBy(collection => collection.Id)
            .Select(collection => new { Id = collection.Id.Value, collection.Name, collection.Slug, collection.Description, collection.UpdatedAt });
        await writer.WriteListAsync("collections.json", collections.AsAsyncEnumerable(), cancellationToken);
        await WriteFilesAsync(owner, writer, cancellationToken);
    }

    // In the order of the index over an owner's contents, as no other one has those in the trash, too.
    private async Task WriteFilesAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        ContentHash? last = null;
        while (true)
        {
            var rest = Of(owner).Where(image => image.BlockedAt == null);
            if (last is { } after)
            {
                rest = rest.Where(image => image.Hash > after);
            }

            var page = await rest.OrderBy(image => image.Hash).Take(PageSize)
                .Select(image => new { image.Id, image.Hash, image.Format, image.Key, image.CreatedAt }).ToListAsync(cancellationToken);
            foreach (var image in page)
            {
                // Deleted since: then it is not the owner's any more.
                await using var file = await storage.OpenAsync(image.Key, cancellationToken);
                if (file is not null)
                {
                    await writer.WriteFileAsync($"originals/{image.Id}.{image.Format.Extension()}", file, image.CreatedAt, cancellationToken);
                }
            }

            if (page.Count < PageSize)
            {
                return;
            }

            last = page[^1].Hash;
        }
    }

    private IQueryable<Image> Of(UserId owner) => db.Images.IgnoreQueryFilters().AsNoTracking().Where(image => image.OwnerId == owner);
}

using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Library;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Trash;

/// <summary>The caller's pictures in the trash, the latest first.</summary>
[RequireScope(Scope.ImagesRead)]
public sealed record ListTrash(string? Cursor, string? Limit) : IRequest<Result<TrashResponse>>, IPagedRequest;

/// <param name="Total">How many pictures lie in the trash.</param>
/// <param name="RetentionDays">How long after <c>trashedAt</c> a picture is gone for good.</param>
public sealed record TrashResponse(IReadOnlyList<ImageResponse> Items, string? NextCursor, bool HasMore, long Total, int RetentionDays);

internal sealed class ListTrashValidator : AbstractValidator<ListTrash>
{
    public ListTrashValidator() => this.RuleForPage();
}

internal sealed class ListTrashHandler(IMediaDb db, MediaCounts counts, ICaller caller, IPublicUrls urls, IOptions<TrashOptions> options)
    : IRequestHandler<ListTrash, Result<TrashResponse>>
{
    public async Task<Result<TrashResponse>> Handle(ListTrash request, CancellationToken cancellationToken)
    {
        var (owner, size) = (caller.Current.UserId, request.Size());
        var trash = db.Images.WithTrash().AsNoTracking().Where(image => image.OwnerId == owner && image.TrashedAt != null);
        if (request.Start() is { } start && ImageId.Parse(start.Id) is { } id)
        {
            trash = trash.Where(image => image.TrashedAt <= start.CreatedAt && (image.TrashedAt < start.CreatedAt || image.Id < id));
        }

        var rows = await trash.OrderByDescending(image => image.TrashedAt).ThenByDescending(image => image.Id).Take(size + 1)
            .Select(ImageRow.Projection).ToListAsync(cancellationToken);
        var items = rows.Take(size).Select(row => row.ToResponse(urls)).ToList();
        var next = rows.Count > size ? new PageCursor(items[^1].Id, items[^1].TrashedAt!.Value).ToString() : null;
        var total = await counts.TrashAsync(owner, cancellationToken);
        return new TrashResponse(items, next, next is not null, total, options.Value.RetentionDays);
    }
}

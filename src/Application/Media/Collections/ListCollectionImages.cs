using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Collections;

/// <summary>A collection's pictures in its own order.</summary>
[RequireScope(Scope.ImagesRead)]
public sealed record ListCollectionImages(string Id, string? Cursor, string? Limit) : IRequest<Result<CollectionImagesResponse>>, IPagedRequest;

/// <param name="Total">How many things the collection holds.</param>
public sealed record CollectionImagesResponse(IReadOnlyList<ImageResponse> Items, string? NextCursor, bool HasMore, long Total);

internal sealed class ListCollectionImagesValidator : AbstractValidator<ListCollectionImages>
{
    public ListCollectionImagesValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that this list returned.")
            .When(request => request.Start() is { } start && Place.Read(start) is null);
    }
}

internal sealed class ListCollectionImagesHandler(IMediaDb db, ICaller caller, IPublicUrls urls)
    : IRequestHandler<ListCollectionImages, Result<CollectionImagesResponse>>
{
    public async Task<Result<CollectionImagesResponse>> Handle(ListCollectionImages request, CancellationToken cancellationToken)
    {
        var size = request.Size();
        var count = await db.Collections.Own(caller.Current.UserId, request.Id).Select(row => (long?)(row.ItemCount - row.DocCount)).SingleOrDefaultAsync(cancellationToken);
        if (count is not { } total)
        {
            return CollectionErrors.NotFound;
        }

        var rows = await db.Images.AsNoTracking().InOrder(CollectionId.Parse(request.Id)!.Value, request.Start()).Take(size + 1)
            .Select(ImageRow.Projection).ToListAsync(cancellationToken);
        var page = rows.Take(size).ToList();
        var next = rows.Count > size ? new Place(page[^1].CollectionPosition, page[^1].Id).ToCursor() : null;
        return new CollectionImagesResponse(page.ConvertAll(row => row.ToResponse(urls)), next, next is not null, total);
    }
}

/// <summary>Where a picture stands in its collection.</summary>
internal readonly record struct Place(long Position, ImageId Image)
{
    public string ToCursor() =>
        new PageCursor(Image.Value, DateTimeOffset.UnixEpoch) { Key = Position.ToString(CultureInfo.InvariantCulture) }.ToString();

    public static Place? Read(PageCursor cursor) =>
        ImageId.Parse(cursor.Id) is { } id && long.TryParse(cursor.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? new Place(position, id) : null;
}

internal static class CollectionOrder
{
    /// <summary>A collection's pictures in its order, behind the place where a page ended.</summary>
    public static IQueryable<Image> InOrder(this IQueryable<Image> images, CollectionId collection, PageCursor? start)
    {
        var members = images.Where(image => image.CollectionId == collection);
        if (start is not null && Place.Read(start) is { } last)
        {
            var (position, id) = last;
            members = members.Where(image => image.CollectionPosition >= position && (image.CollectionPosition > position || image.Id > id));
        }

        return members.OrderBy(image => image.CollectionPosition).ThenBy(image => image.Id);
    }
}

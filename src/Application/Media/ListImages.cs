using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Media;

/// <summary>The caller's pictures, newest first.</summary>
/// <param name="StartDate">First day, UTC, <c>YYYY-MM-DD</c>.</param>
/// <param name="EndDate">Last day, UTC, itself included.</param>
[RequireScope(Scope.ImagesRead)]
public sealed record ListImages(string? Cursor, string? Limit, string? Tag, string? StartDate, string? EndDate)
    : IRequest<Result<ImageListResponse>>, IPagedRequest
{
    public ImageFilter Filter { get; init; } = ImageFilter.None;
}

/// <param name="Images">The same list as <paramref name="Items"/>, for clients that read this name.</param>
/// <param name="Total">How many pictures the caller has, whatever the filter; those in the trash do not count.</param>
public sealed record ImageListResponse(
    IReadOnlyList<ImageResponse> Items, IReadOnlyList<ImageResponse> Images, string? NextCursor, bool HasMore, long Total);

internal sealed class ListImagesValidator : AbstractValidator<ListImages>
{
    public ListImagesValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that a list of images returned.")
            .When(request => request.Start() is { } start && ImageId.Parse(start.Id) is null);
        RuleFor(request => request.Tag).Must(tag => tag?.Contains(Image.Unstorable, StringComparison.Ordinal) != true)
            .WithMessage("tag holds a character that no tag has.");
        RuleFor(request => request.Filter).SetValidator(new ImageFilterValidator()).OverridePropertyName(string.Empty);
        RuleFor(request => request.StartDate).Must(BeADay).WithMessage("start_date is a day such as 2026-01-31.");
        RuleFor(request => request.EndDate).Must(BeADay).WithMessage("end_date is a day such as 2026-01-31.");
    }

    private static bool BeADay(string? text) => string.IsNullOrEmpty(text) || ListImagesHandler.ParseDay(text) is not null;
}

internal sealed class ListImagesHandler(IMediaDb db, IQuotaReader quotas, ICaller caller, IPublicUrls urls)
    : IRequestHandler<ListImages, Result<ImageListResponse>>
{
    public async Task<Result<ImageListResponse>> Handle(ListImages request, CancellationToken cancellationToken)
    {
        var (owner, size) = (caller.Current.UserId, request.Size());
        var page = Keys(request).OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id).Take(size + 1);
        var rows = await page.Join(db.Images.AsNoTracking().Where(image => image.OwnerId == owner), key => key.Id, image => image.Id, (_, image) => image)
            .OrderByDescending(image => image.CreatedAt).ThenByDescending(image => image.Id)
            .Select(ImageRow.Projection).ToListAsync(cancellationToken);
        var more = rows.Count > size;
        var items = rows.Take(size).Select(row => row.ToResponse(urls)).ToList();
        var next = more ? new PageCursor(items[^1].Id, items[^1].CreatedAt).ToString() : null;
        var total = await quotas.ItemsAsync(owner, QuotaType.ImageStorage, cancellationToken) - await db.CountTrashAsync(owner, cancellationToken);
        return new ImageListResponse(items, items, next, more, total);
    }

    internal static DateTimeOffset? ParseDay(string? text) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? day
            : null;

    // Indexes hold ids in list order: over an owner's pictures, over a tag's and over a collection's. The other filters look at rows on the way.
    private IQueryable<PageKey> Keys(ListImages request)
    {
        var owner = caller.Current.UserId;
        var images = request.Filter.Apply(db.Images);
        var keys = string.IsNullOrEmpty(request.Tag)
            ? Walk(images, request.Filter, owner).Select(image => new PageKey { CreatedAt = image.CreatedAt, Id = image.Id })
            : db.ImageTags.Where(tag => tag.OwnerId == owner && tag.Name == request.Tag)
                .Join(images, tag => tag.ImageId, image => image.Id, (tag, _) => new PageKey { CreatedAt = tag.CreatedAt, Id = tag.ImageId });
        if (ParseDay(request.StartDate) is { } first)
        {
            keys = keys.Where(key => key.CreatedAt >= first);
        }

        if (ParseDay(request.EndDate) is { } last)
        {
            // Not the next day's beginning: the calendar has a last day.
            var end = last.AddTicks(TimeSpan.TicksPerDay - 1);
            keys = keys.Where(key => key.CreatedAt <= end);
        }

        if (request.Start() is { } start && ImageId.Parse(start.Id) is { } id)
        {
            keys = keys.Where(key => key.CreatedAt < start.CreatedAt || (key.CreatedAt == start.CreatedAt && key.Id < id));
        }

        return keys;
    }

    // A collection's pictures have one owner; whether that is the caller is seen in the rows.
    private static IQueryable<Image> Walk(IQueryable<Image> images, ImageFilter filter, UserId owner) =>
        string.IsNullOrEmpty(filter.KbId) ? images.Where(image => image.OwnerId == owner) : images;

    private sealed class PageKey
    {
        public DateTimeOffset CreatedAt { get; init; }

        public ImageId Id { get; init; }
    }
}

using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Media.Library;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Contracts;

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

internal sealed class ListImagesHandler(IMediaDb db, ITextIndex index, MediaCounts counts, ICaller caller, IPublicUrls urls)
    : IRequestHandler<ListImages, Result<ImageListResponse>>
{
    public async Task<Result<ImageListResponse>> Handle(ListImages request, CancellationToken cancellationToken)
    {
        var (owner, size) = (caller.Current.UserId, request.Size());
        var found = await index.FindAsync(SearchedRows.Images, request.Filter.Query, cancellationToken);
        var rows = await Page(request, found, owner, size + 1).Select(ImageRow.Projection).ToListAsync(cancellationToken);
        var more = rows.Count > size;
        var items = rows.Take(size).Select(row => row.ToResponse(urls)).ToList();
        var next = more ? new PageCursor(items[^1].Id, items[^1].CreatedAt).ToString() : null;
        return new ImageListResponse(items, items, next, more, await counts.OfAsync(owner, MediaKind.Image, cancellationToken));
    }

    internal static DateTimeOffset? ParseDay(string? text) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? day
            : null;

    // Indexes hold pictures in list order: over an owner's, over a tag's and over a collection's. The other filters look at rows on the way. A
    // collection's pictures have one owner; whether that is the caller is seen on the page.
    private IQueryable<Image> Page(ListImages request, IReadOnlyList<string>? found, UserId owner, int most)
    {
        var images = request.Filter.Apply(db.Images.AsNoTracking(), found);
        var (byTag, byCollection) = (!string.IsNullOrEmpty(request.Tag), !string.IsNullOrEmpty(request.Filter.KbId));
        var places = byTag
            ? db.ImageTags.Where(tag => tag.OwnerId == owner && tag.Name == request.Tag)
                .Join(images, tag => tag.ImageId, image => image.Id, (tag, image) => new Place { CreatedAt = tag.CreatedAt, Id = tag.ImageId, Image = image })
            : (byCollection ? images : images.Where(image => image.OwnerId == owner))
                .Select(image => new Place { CreatedAt = image.CreatedAt, Id = image.Id, Image = image });
        var page = Within(places, request).OrderByDescending(place => place.CreatedAt).ThenByDescending(place => place.Id).Take(most);
        return (byCollection ? page.Where(place => place.Image.OwnerId == owner) : page).Select(place => place.Image);
    }

    private static IQueryable<Place> Within(IQueryable<Place> places, ListImages request)
    {
        if (ParseDay(request.StartDate) is { } first)
        {
            places = places.Where(place => place.CreatedAt >= first);
        }

        if (ParseDay(request.EndDate) is { } last)
        {
            // Not the next day's beginning: the calendar has a last day.
            var end = last.AddTicks(TimeSpan.TicksPerDay - 1);
            places = places.Where(place => place.CreatedAt <= end);
        }

        if (request.Start() is { } start && ImageId.Parse(start.Id) is { } id)
        {
            places = places.Where(place => place.CreatedAt <= start.CreatedAt && (place.CreatedAt < start.CreatedAt || place.Id < id));
        }

        return places;
    }

    /// <summary>A picture and where it stands in the list.</summary>
    private sealed class Place
    {
        public required DateTimeOffset CreatedAt { get; init; }

        public required ImageId Id { get; init; }

        public required Image Image { get; init; }
    }
}

using FluentValidation;

namespace Picora.Application.Abstractions;

/// <summary>The paging parameters of every list: <c>cursor</c> may be absent or empty, a larger <c>limit</c> counts as the largest.</summary>
public interface IPagedRequest
{
    string? Cursor { get; }

    string? Limit { get; }
}

public static class PageRules
{
    public static void RuleForPage<T>(this AbstractValidator<T> validator)
        where T : IPagedRequest
    {
        validator.RuleFor(request => request.Limit).Must(limit => string.IsNullOrEmpty(limit) || ParseLimit(limit) >= 1)
            .WithMessage("limit is a number from 1.");
        validator.RuleFor(request => request.Cursor).Must(cursor => string.IsNullOrEmpty(cursor) || PageCursor.Parse(cursor) is not null)
            .WithMessage("cursor is not one that a list returned.");
    }

    public static int Size(this IPagedRequest request) =>
        string.IsNullOrEmpty(request.Limit) ? PageCursor.DefaultLimit : Math.Min(ParseLimit(request.Limit) ?? PageCursor.DefaultLimit, PageCursor.MaxLimit);

    public static PageCursor? Start(this IPagedRequest request) =>
        string.IsNullOrEmpty(request.Cursor) ? null : PageCursor.Parse(request.Cursor);

    private static int? ParseLimit(string text) =>
        long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var limit)
            ? (int)Math.Clamp(limit, int.MinValue, int.MaxValue)
            : null;
}

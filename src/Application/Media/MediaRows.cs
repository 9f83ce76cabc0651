using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>Which rows a query of the pictures is about.</summary>
public static class MediaRows
{
    /// <summary>The name of the filter that hides what lies in the trash from every query.</summary>
    public const string Trash = "trash";

    /// <summary>The name of the filter that hides what has expired from every query, until the sweeper has removed it.</summary>
    public const string ExpiredFilter = "expired";

    /// <summary>All pictures, those in the trash and expired ones included: for what counts, moves or removes them, never for what shows them.</summary>
    public static IQueryable<Image> WithTrash(this IQueryable<Image> images) => images.IgnoreQueryFilters([Trash, ExpiredFilter]);

    /// <summary>Those whose time is over.</summary>
    internal static IQueryable<Image> Expired(this IQueryable<Image> images, DateTimeOffset now) => images.Where(image => image.ExpiresAt <= now);

    /// <summary>Makes other units of work wait for these pictures until this one ends; what is read afterwards stays so.</summary>
    internal static Task<int> LockAsync(this IQueryable<Image> images, CancellationToken cancellationToken) =>
        images.LockAsync(image => image.UpdatedAt, cancellationToken);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Transforms;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media;

/// <summary>What delivery needs to know of a picture.</summary>
/// <param name="Variants">The stored renditions by their names.</param>
internal sealed record Deliverable(
    MediaGuards Guards,
    DateTimeOffset? ExpiresAt,
    TransformTarget Target,
    ObjectKey Key,
    string FileName,
    DateTimeOffset CreatedAt,
    DeliveryLayout? Layout,
    Processing Processing,
    IReadOnlyList<DeliverableVariant> Variants)
{
    public ImageFormat Format => Target.Subject.Format;

    /// <summary>Whether the public address is asked for, and carries another file than the one that was sent.</summary>
    public bool IsConverted(OpenMedia request) =>
        Format.Delivered() != Format && string.Equals(request.Extension, Format.Delivered().Extension(), StringComparison.Ordinal);

    /// <summary>Whether the file as it was sent is asked for, while the public address carries another.</summary>
    public bool IsStored(OpenMedia request) =>
        Format.Delivered() != Format && string.Equals(request.Extension, Format.Extension(), StringComparison.Ordinal);

    /// <summary>Whether what is asked for is being made.</summary>
    public bool IsAwaited(OpenMedia request) =>
        IsConverted(request) && request.Visit.Parameters.Length == 0 && Processing == Processing.Pending && VariantOf(Renditions.Delivery) is null;

    public ObjectKey? VariantOf(string rendition)
    {
        foreach (var variant in Variants)
        {
            if (string.Equals(variant.Name, rendition, StringComparison.Ordinal))
            {
                return variant.Key;
            }
        }

        return null;
    }
}

internal sealed record DeliverableVariant(string Name, ObjectKey Key);

/// <summary>The rows that delivery reads again and again, remembered where that is safe.</summary>
internal sealed class DeliverableRows(IChangeClock clock, IServiceScopeFactory scopes, IOptions<DeliveryOptions> options)
{
    private readonly RowCache<ImageId, Deliverable> cache = new(clock, options.Value.CachedRows);

    public ValueTask<Deliverable?> FindAsync(ImageId id, CancellationToken cancellationToken) => cache.GetAsync(id, ReadAsync, cancellationToken);

    // In a scope of its own: a remembered row must not cost a database context.
    private async Task<Deliverable?> ReadAsync(ImageId id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediaDb>().Images.AsNoTracking().Where(row => row.Id == id && row.ErasedAt == null)
            .Select(row => new Deliverable(
                new MediaGuards(row.OwnerId, row.IsPublic, row.AllowedReferers, row.BlockedAt != null),
                row.ExpiresAt,
                new TransformTarget(row.Id, row.Hash, new TransformSubject(row.Format, new Dimensions(row.Width, row.Height), row.Frames)),
                row.Key, row.FileName, row.CreatedAt, row.PublicLayout, row.Processing,
                row.Variants.Select(variant => new DeliverableVariant(variant.Name, variant.Key)).ToList()))
            .SingleOrDefaultAsync(cancellationToken);
    }
}

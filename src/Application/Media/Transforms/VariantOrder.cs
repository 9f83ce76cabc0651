using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Transforms;

/// <summary>A variant that somebody asks for and may have.</summary>
/// <param name="Key">Where it is kept.</param>
/// <param name="Preview">Whose previews it counts among; null for a variant that is kept.</param>
public sealed record VariantOrder(ImageId Image, UserId Owner, RenderSource Source, TransformPlan Plan, ObjectKey Key, string? Preview)
{
    /// <summary>False for what is given only if it is kept already, because the watermark that it names is not in use any more.</summary>
    public bool MayBeMade { get; init; } = true;
}

/// <summary>Gives variants: kept ones, and such as are made now.</summary>
public interface IVariantSource
{
    /// <summary>
    /// The variant's bytes; the stream can seek. A failure is <c>RATE_LIMITED</c>, <c>IMAGE_WORKER_BUSY</c>, or what became of the attempt
    /// to make it; it is never another picture.
    /// </summary>
    Task<Result<Stream>> OpenAsync(VariantOrder order, CancellationToken cancellationToken);
}

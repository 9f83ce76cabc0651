using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>Reads what a stored file really is from its own bytes, without decoding a pixel.</summary>
public interface IImageInspector
{
    /// <summary>
    /// The picture's facts, or why it is refused: <c>VALIDATION_ERROR</c> for bytes that are no supported picture or a broken one,
    /// <c>IMAGE_TOO_MANY_PIXELS</c> for one whose canvas times frames exceeds the configured limit.
    /// Reads headers (and walks frames) in bounded memory, whatever lengths the file claims.
    /// </summary>
    /// <param name="content">The stored file; can seek. Left open.</param>
    Task<Result<ImageFacts>> InspectAsync(Stream content, CancellationToken cancellationToken);
}

/// <summary>Makes the renditions of a picture in a worker process, so that a hostile file costs one job and never the server.</summary>
public interface IImageRenderer
{
    /// <summary>
    /// Decodes the picture once and encodes every rendition from it: upright, in sRGB, without metadata, exactly as its plan says.
    /// A file that cannot be decoded, or a worker that crashes, hangs or overruns its limits, is a failure with code
    /// <c>IMAGE_UNREADABLE</c>, <c>IMAGE_WORKER_CRASHED</c>, <c>IMAGE_WORKER_TIMEOUT</c> or <c>IMAGE_WORKER_MEMORY</c>. When too much waits
    /// already, or no worker comes free in time, nothing was tried: <c>IMAGE_WORKER_BUSY</c>, with <c>retryAfterSec</c> in its meta.
    /// </summary>
    /// <param name="plans">All of them animated, or none; all with the same watermark, or none.</param>
    /// <returns>In the order of <paramref name="plans"/>.</returns>
    Task<Result<IReadOnlyList<RenderedImage>>> RenderAsync(
        RenderSource source, IReadOnlyList<TransformPlan> plans, RenderLane lane, CancellationToken cancellationToken);

    /// <summary>The same, and what the pixels say, from the same decode.</summary>
    Task<Result<DescribedImages>> DescribeAsync(
        RenderSource source, IReadOnlyList<TransformPlan> plans, RenderLane lane, CancellationToken cancellationToken);
}

/// <param name="Digest">Null when nobody asked for it.</param>
public sealed record DescribedImages(IReadOnlyList<RenderedImage> Images, PictureDigest? Digest);

/// <summary>A stored picture that is to be decoded.</summary>
/// <param name="Pixels">How many will be decoded (all frames that are), as inspection found them: what the job weighs beside others.</param>
public sealed record RenderSource(ObjectKey Key, ImageFormat Format, long Pixels);

/// <summary>Whose turn comes first when workers are scarce.</summary>
public enum RenderLane
{
    /// <summary>Nobody waits for it. It yields to those that somebody waits for, but gets its share of turns.</summary>
    Background,

    /// <summary>Somebody waits for the answer. Refused at once when too many pixels wait already.</summary>
    Live,
}

/// <summary>An encoded rendition.</summary>
/// <param name="Size">Of one frame.</param>
public sealed record RenderedImage(Dimensions Size, byte[] Content);

using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>Reads what a stored file of moving pictures or sound really is, in a process of its own that is limited in time and memory.</summary>
public interface IMediaProbe
{
    /// <summary>Null when files can be probed and worked on here; else <c>MEDIA_TOOLS_UNAVAILABLE</c>, for those who would send one.</summary>
    Task<Error?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The file's facts, or why it is refused: <c>MEDIA_UNREADABLE</c> for bytes that are no supported container, or a broken one, and for
    /// playlists and the like, which point elsewhere; <c>MEDIA_TOO_COMPLEX</c> for what takes more time, memory or streams to read than any real
    /// file does. Its name and what the client says about it count for nothing.
    /// </summary>
    Task<Result<MediaFacts>> ProbeAsync(ObjectKey key, CancellationToken cancellationToken);
}

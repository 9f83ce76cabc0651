using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Tracks;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>Reads what a stored audio file really is, and what sounds in it, in a process of its own that is limited in time and memory.</summary>
public interface ISoundReader
{
    /// <summary>Null when audio can be read here; else <c>MEDIA_TOOLS_UNAVAILABLE</c>, for those who would send some.</summary>
    Task<Error?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The file's facts, or why it is refused, always with 422: <c>VALIDATION_ERROR</c> for what is none of the supported formats (names and
    /// declared types count for nothing), is cut off or broken, or holds a film.
    /// </summary>
    Task<Result<AudioFacts>> InspectAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>The bytes of the picture that the file carries along, as they are: hostile. A failure when there are none, or too many.</summary>
    Task<Result<byte[]>> ReadCoverAsync(ObjectKey key, AudioFormat format, AttachedPicture cover, CancellationToken cancellationToken);

    /// <summary>The whole sound, decoded, as one channel. Memory stays flat. <c>MEDIA_TOOL_…</c> when it cannot be decoded.</summary>
    Task<Result<Peaks>> MeasureAsync(ObjectKey key, AudioFormat format, int sampleRate, CancellationToken cancellationToken);
}

using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>Makes of a stored video what players play, in processes of their own that are limited in time, memory and output.</summary>
public interface IVideoTranscoder
{
    /// <summary>
    /// One decode feeds all renditions: H.264 and AAC in pieces that begin with a key frame, at the same moments in every rendition. Beside them
    /// a poster from the fifth second (or the middle of a shorter video), a storyboard and, where the file's own order does not do, a copy that
    /// can be played while it loads. Takes as long as it takes; a cancellation ends all processes before it is heard of. A failure of the kind
    /// validation is the file's own and stays; any other may pass: <c>MEDIA_TOOLS_UNAVAILABLE</c>, <c>MEDIA_TOOL_FAILED</c>.
    /// </summary>
    /// <param name="facts">What probing said of the file.</param>
    /// <param name="longest">A video that does not say how long it is and is longer is refused: <c>VIDEO_TOO_LONG</c>.</param>
    /// <param name="onProgress">Called with per cent, 0 to 99, from any thread.</param>
    Task<Result<ITranscodedVideo>> TranscodeAsync(ObjectKey source, MediaFacts facts, TimeSpan longest, Action<int> onProgress, CancellationToken cancellationToken);
}

/// <summary>What was made of a video, in a temporary folder; disposing of it removes that.</summary>
public interface ITranscodedVideo : IDisposable
{
    TimeSpan Duration { get; }

    IReadOnlyList<MadeFile> Files { get; }

    /// <summary>The file's bytes, to be read once from start to end.</summary>
    Stream Open(MadeFile file);
}

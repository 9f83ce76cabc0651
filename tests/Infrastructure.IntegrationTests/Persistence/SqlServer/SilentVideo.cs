using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>Media tools without a process; the choices decide how each run comes out.</summary>
internal sealed class SilentVideo(SilentServer server) : IMediaProbe, IVideoTranscoder
{
    private static readonly MediaFacts Film = new(
        MediaContainer.Mp4, TimeSpan.FromSeconds(1), null, [new VideoStream(0, "h264", new Dimensions(8, 8), new FrameRate(25, 1), null)], [], [],
        new Dictionary<string, string>(StringComparer.Ordinal));

    public Task<Error?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<Error?>(null);

    public Task<Result<MediaFacts>> ProbeAsync(ObjectKey key, CancellationToken cancellationToken) =>
        Task.FromResult<Result<MediaFacts>>(server.Choices.Next(2) == 0 ? VideoErrors.Unreadable : Film);

    public Task<Result<ITranscodedVideo>> TranscodeAsync(ObjectKey source, MediaFacts facts, TimeSpan longest, Action<int> onProgress, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ITranscodedVideo>>(new Made());

    private sealed class Made : ITranscodedVideo
    {
        public TimeSpan Duration => TimeSpan.FromSeconds(1);

        public IReadOnlyList<MadeFile> Files { get; } =
            [new MadeFile("360p", "ts", new Dimensions(8, 8)) { Segments = new SegmentIndex([new Segment(TimeSpan.FromSeconds(1), 1)]), Codecs = "avc1" }];

        public Stream Open(MadeFile file) => new MemoryStream([1]);

        public void Dispose()
        {
            // There is nothing to remove.
        }
    }
}

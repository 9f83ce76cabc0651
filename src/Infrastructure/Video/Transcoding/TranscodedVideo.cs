using Picora.Application.Abstractions;
using Picora.Domain.Media.Videos;
using Picora.Infrastructure.Video.Tools;

namespace Picora.Infrastructure.Video.Transcoding;

/// <param name="parts">The names of the files that make up each one.</param>
internal sealed class TranscodedVideo(WorkFolder folder, TimeSpan duration, IReadOnlyDictionary<MadeFile, IReadOnlyList<string>> parts) : ITranscodedVideo
{
    public TimeSpan Duration => duration;

    public IReadOnlyList<MadeFile> Files => [.. parts.Keys];

    public Stream Open(MadeFile file) => parts[file] is [var only]
        ? folder.OpenRead(only)
        : new JoinedStream([.. parts[file].Select(name => (Func<Stream>)(() => folder.OpenRead(name)))]);

    public void Dispose() => folder.Dispose();
}

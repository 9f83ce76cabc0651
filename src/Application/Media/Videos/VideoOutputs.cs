using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media.Videos;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Media.Videos;

/// <summary>Stores what was made of a video and records it, all of it or nothing.</summary>
internal sealed class VideoOutputs(IObjectStorage storage, VideoTranscodeOutcome outcome, TimeProvider time)
{
    public async Task KeepAsync(VideoId id, string lease, ITranscodedVideo made, CancellationToken cancellationToken)
    {
        var files = new List<VideoFile>(made.Files.Count);
        try
        {
            foreach (var file in made.Files)
            {
                files.Add(await StoreAsync(id, file, made, cancellationToken));
            }
        }
        catch
        {
            await RemoveAsync(files);
            throw;
        }

        // Not to be broken off: nobody could tell then whether the rows refer to the files.
        if (!await outcome.SucceedAsync(id, lease, made.Duration, files, CancellationToken.None))
        {
            await RemoveAsync(files);
        }
    }

    private async Task<VideoFile> StoreAsync(VideoId id, MadeFile file, ITranscodedVideo made, CancellationToken cancellationToken)
    {
        var key = ObjectKey.NewVideoFile(id.Value, file.Name, file.Extension);
        await using var content = made.Open(file);
        var size = await storage.PutAsync(key, content, cancellationToken);
        return VideoFile.Create(id, file, key, size, time.Now());
    }

    // Deleted, cancelled or taken over by another worker: nobody will ever ask for these. What stays the sweeper finds.
    private async Task RemoveAsync(IEnumerable<VideoFile> files)
    {
        foreach (var file in files)
        {
            await storage.DeleteAsync(file.Key, CancellationToken.None);
        }
    }
}

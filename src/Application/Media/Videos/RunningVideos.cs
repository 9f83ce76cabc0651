using System.Collections.Concurrent;
using Picora.Domain.Media.Videos;

namespace Picora.Application.Media.Videos;

/// <summary>The conversions that run on this node, so that they can be stopped at once. Other nodes find out when they next note their progress.</summary>
internal sealed class RunningVideos
{
    private readonly ConcurrentDictionary<VideoId, CancellationTokenSource> running = new();

    public void Enter(VideoId id, CancellationTokenSource ending) => running[id] = ending;

    public void Leave(VideoId id, CancellationTokenSource ending) => running.TryRemove(KeyValuePair.Create(id, ending));

    public void Stop(VideoId id)
    {
        if (running.TryGetValue(id, out var ending))
        {
            try
            {
                ending.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It came to its end meanwhile.
            }
        }
    }
}

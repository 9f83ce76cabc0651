namespace Picora.Infrastructure.Threading;

/// <summary>
/// What a few threads of their own work off. Adding wakes one of them: a channel would wake each that waits, and each would spin before it
/// sleeps again.
/// </summary>
internal sealed class WorkQueue<T>
{
    // Guarded by itself.
    private readonly Queue<T> waiting = new();
    private bool completed;

    /// <exception cref="ObjectDisposedException">Nothing more is taken.</exception>
    public void Add(T item)
    {
        lock (waiting)
        {
            ObjectDisposedException.ThrowIf(completed, this);
            waiting.Enqueue(item);
            Monitor.Pulse(waiting);
        }
    }

    /// <summary>What has come so far is still worked off.</summary>
    public void Complete()
    {
        lock (waiting)
        {
            completed = true;
            Monitor.PulseAll(waiting);
        }
    }

    /// <summary>Waits for work and takes at most so many items. Empty when all is done and nothing more will come.</summary>
    public List<T> Take(int most)
    {
        lock (waiting)
        {
            while (waiting.Count == 0 && !completed)
            {
                Monitor.Wait(waiting);
            }

            var taken = new List<T>(Math.Min(most, waiting.Count));
            while (taken.Count < most && waiting.TryDequeue(out var item))
            {
                taken.Add(item);
            }

            return taken;
        }
    }
}

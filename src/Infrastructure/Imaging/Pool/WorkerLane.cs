using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>The jobs of one kind that wait, in the order in which they came. Not for two threads at once.</summary>
internal sealed class WorkerLane(RenderLane kind, ImagingMetrics metrics)
{
    private readonly LinkedList<Waiter> waiters = [];

    /// <summary>What waits, in pixels.</summary>
    public long Pixels { get; private set; }

    public Waiter? First => waiters.First?.Value;

    public Waiter Join(long pixels)
    {
        var waiter = new Waiter(pixels);
        waiters.AddLast(waiter);
        Pixels += pixels;
        metrics.Waits(kind, 1);
        return waiter;
    }

    /// <summary>False when it does not wait any more.</summary>
    public bool Leave(Waiter waiter)
    {
        if (!waiters.Remove(waiter))
        {
            return false;
        }

        Pixels -= waiter.Pixels;
        metrics.Waits(kind, -1);
        return true;
    }

    internal sealed class Waiter(long pixels) : TaskCompletionSource<WorkerTurn>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Pixels => pixels;
    }
}

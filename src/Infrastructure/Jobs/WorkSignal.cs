using System.Collections.Concurrent;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Jobs;

internal sealed class WorkSignal : IWorkSignal, IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> signals = new(StringComparer.Ordinal);

    public void Wake(string kind)
    {
        var signal = Of(kind);
        if (signal.CurrentCount == 0)
        {
            signal.Release();
        }
    }

    /// <summary>Returns when work of the kind was announced, or the time is over.</summary>
    public Task WaitAsync(string kind, TimeSpan atMost, CancellationToken cancellationToken) => Of(kind).WaitAsync(atMost, cancellationToken);

    public void Dispose()
    {
        foreach (var signal in signals.Values)
        {
            signal.Dispose();
        }
    }

    private SemaphoreSlim Of(string kind) => signals.GetOrAdd(kind, _ => new SemaphoreSlim(0));
}

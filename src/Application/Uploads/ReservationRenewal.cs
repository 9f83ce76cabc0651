using System.Diagnostics;

namespace Picora.Application.Uploads;

/// <summary>Renews an upload's reservation while its bytes flow, a few times within each of its lifetimes.</summary>
internal sealed class ReservationRenewal(int lifetimeSeconds, Func<CancellationToken, Task> renew)
{
    private readonly TimeSpan interval = TimeSpan.FromSeconds(lifetimeSeconds) / 4;
    private long renewedAt = Stopwatch.GetTimestamp();

    public Task OnProgressAsync(CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(renewedAt) < interval)
        {
            return Task.CompletedTask;
        }

        renewedAt = Stopwatch.GetTimestamp();
        return renew(cancellationToken);
    }
}

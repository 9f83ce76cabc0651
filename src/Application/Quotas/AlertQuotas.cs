using Picora.Application.Abstractions;
using Picora.Application.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>Looks every few minutes for those who are to be told of a quota, so that no upload has to.</summary>
internal sealed class AlertQuotas(AlertCandidates candidates, IQuotaAlerts alerts) : IScheduledJob
{
    private const int Batch = 200;

    public string Name => "alert-quotas";

    public string Description => "Tells people by mail which of their quotas are nearly or wholly used up.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        foreach (var owners in (await candidates.FindAsync(cancellationToken)).Chunk(Batch))
        {
            told += await alerts.TellAsync(owners, cancellationToken);
        }

        return $"Sent {told} alerts.";
    }
}

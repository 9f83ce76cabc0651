using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;

namespace Picora.Application.Quotas;

/// <summary>Removes the sums of months that ended long ago.</summary>
internal sealed class SweepBandwidth(IQuotasDb db, IUnitOfWork unitOfWork, IOptions<BandwidthOptions> options, TimeProvider time) : IScheduledJob
{
    public string Name => "sweep-bandwidth";

    public string Description => "Removes the bandwidth of months that ended long ago.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        // The month in which the day falls ended later than that day.
        var oldest = BandwidthMeter.MonthOf(time.Now().AddDays(-options.Value.KeepDays));
        var removed = await unitOfWork.ExecuteAsync<int>(
            async token => await db.BandwidthMonths.Where(row => row.Month < oldest).ExecuteDeleteAsync(token), cancellationToken);
        return $"Removed {removed.Value} monthly sums.";
    }
}

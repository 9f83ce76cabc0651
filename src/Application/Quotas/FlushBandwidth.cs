using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Quotas;

namespace Picora.Application.Quotas;

/// <summary>Writes down what media sent out since the last time. Answers for how many owners it was.</summary>
[InternalOnly]
public sealed record FlushBandwidth : IRequest<Result<int>>;

internal sealed class FlushBandwidthHandler(IQuotasDb db, IUnitOfWork unitOfWork, BandwidthMeter meter) : IRequestHandler<FlushBandwidth, Result<int>>
{
    // Other writers wait for a unit of work on SQLite, so none is long.
    private const int AtOnce = 200;

    public async Task<Result<int>> Handle(FlushBandwidth request, CancellationToken cancellationToken)
    {
        var pending = meter.Pending();
        foreach (var some in pending.Chunk(AtOnce))
        {
            await meter.MoveAsync(some, () => WriteAsync(some, cancellationToken));
        }

        return pending.Count;
    }

    private async Task WriteAsync(KeyValuePair<BandwidthKey, long>[] sums, CancellationToken cancellationToken)
    {
        try
        {
            await unitOfWork.ExecuteAsync(token => AddAsync(sums, token), cancellationToken);
        }
        catch (Exception exception) when (unitOfWork.IsDuplicate(exception))
        {
            // Another node began the same month at the same moment; now its row is there to add to.
            await unitOfWork.ExecuteAsync(token => AddAsync(sums, token), cancellationToken);
        }
    }

    private async Task<Result<Success>> AddAsync(KeyValuePair<BandwidthKey, long>[] sums, CancellationToken cancellationToken)
    {
        foreach (var ((owner, type, month), bytes) in sums)
        {
            var changed = await db.BandwidthMonths.Where(row => row.OwnerId == owner && row.Type == type && row.Month == month)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Bytes, row => row.Bytes + bytes), cancellationToken);
            if (changed == 0)
            {
                db.BandwidthMonths.Add(BandwidthMonth.Begin(owner, type, month, bytes));
            }
        }

        return Success.Value;
    }
}

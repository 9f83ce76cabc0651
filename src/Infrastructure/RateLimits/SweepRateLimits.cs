using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.RateLimits;

/// <summary>Removes the counts of windows that are over.</summary>
internal sealed class SweepRateLimits(PicoraDbContext db, IUnitOfWork unitOfWork, TimeProvider time) : IScheduledJob
{
    public string Name => "sweep-rate-limits";

    public string Description => "Removes the counts of calls whose minute or hour is over.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var removed = await unitOfWork.ExecuteAsync<int>(
            async token => await db.Set<RateLimitRow>().Where(row => row.ResetAt < now).ExecuteDeleteAsync(token), cancellationToken);
        return $"Removed {removed.Value} counts.";
    }
}

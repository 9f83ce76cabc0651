using Microsoft.EntityFrameworkCore;
using Picora.Domain.Idempotency;

namespace Picora.Application.Idempotency;

/// <summary>The idempotency module's table.</summary>
public interface IIdempotencyDb
{
    DbSet<KeptAnswer> KeptAnswers { get; }

    /// <summary>Sends what the unit of work at hand has collected so far.</summary>
    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}

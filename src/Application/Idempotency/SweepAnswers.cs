using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Idempotency;

/// <summary>Forgets answers past their time.</summary>
internal sealed class SweepAnswers(IIdempotencyDb db, IUnitOfWork unitOfWork, TimeProvider time) : IScheduledJob
{
    // Other writers wait for a unit of work on SQLite, so none is long.
    private const int AtOnce = 1000;

    public string Name => "sweep-answers";

    public string Description => "Forgets the answers kept for requests that are sent again, past their time.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        var (total, deleted) = (0, 0);
        do
        {
            deleted = (await unitOfWork.ExecuteAsync<int>(async token => await DeleteAsync(now, token), cancellationToken)).Value;
            total += deleted;
        }
        while (deleted == AtOnce);
        return $"Forgot {total} answers.";
    }

    private Task<int> DeleteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = db.KeptAnswers.Where(row => row.ExpiresAt <= now).OrderBy(row => row.ExpiresAt).Take(AtOnce).Select(row => row.Id);
        return db.KeptAnswers.Where(row => oldest.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}

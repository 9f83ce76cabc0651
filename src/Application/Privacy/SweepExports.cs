using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Privacy;

namespace Picora.Application.Privacy;

/// <summary>Removes exports: those past their time, and those of people who leave.</summary>
internal sealed class ExportRemoval(IPrivacyDb db, ExportFiles files, TimeProvider time) : IErasable, IExportAccess
{
    public string Name => "exports";

    public ErasureStage Stage => ErasureStage.Things;

    public Task HideAsync(UserId owner, CancellationToken cancellationToken) => EndAsync(owner, cancellationToken);

    public async Task EndAsync(UserId owner, CancellationToken cancellationToken)
    {
        var now = time.Now();
        await db.DataExports.Where(export => export.OwnerId == owner && export.ExpiresAt > now)
            .ExecuteUpdateAsync(row => row.SetProperty(export => export.ExpiresAt, now), cancellationToken);
    }

    public Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken) =>
        RemoveSomeAsync(db.DataExports.Where(export => export.OwnerId == owner), most, cancellationToken);

    /// <summary>Inside a unit of work: removes the rows and lets go of the files.</summary>
    public async Task<Erased> RemoveSomeAsync(IQueryable<DataExport> exports, int most, CancellationToken cancellationToken)
    {
        var rows = await exports.OrderBy(export => export.Id).Take(most).Select(export => new { export.Id, export.Key, export.SizeBytes }).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(row => row.Id);
        await db.DataExports.Where(export => ids.Contains(export.Id)).ExecuteDeleteAsync(cancellationToken);
        rows.ForEach(row => files.Doom(row.Key));
        return new Erased(rows.Count, rows.Sum(row => row.SizeBytes));
    }
}

/// <summary>Removes exports that nobody can download any more.</summary>
internal sealed class SweepExports(IPrivacyDb db, ExportRemoval removal, IUnitOfWork unitOfWork, TimeProvider time) : IScheduledJob
{
    private const int AtOnce = 100;

    private static readonly TimeSpan KeepFailed = TimeSpan.FromDays(7);

    public string Name => "sweep-exports";

    public string Description => "Removes exports past their time.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        var failedBefore = now - KeepFailed;
        long total = 0;
        Result<Erased> removed;
        do
        {
            removed = await unitOfWork.ExecuteAsync<Erased>(
                async token => await removal.RemoveSomeAsync(
                    db.DataExports.Where(export => export.ExpiresAt < now || (export.State == WorkState.Failed && export.CreatedAt < failedBefore)), AtOnce, token),
                cancellationToken);
            total += removed.Value.Count;
        }
        while (removed.Value.Count == AtOnce);

        return $"Removed {total} exports.";
    }
}

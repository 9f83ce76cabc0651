using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Administration;
using Picora.Domain;
using Picora.Domain.Administration;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.Jobs;

/// <summary>A run that this node has taken on.</summary>
/// <param name="Token">Of its lease.</param>
/// <param name="Attempt">1, unless nodes died in earlier attempts.</param>
internal sealed record JobTurn(string Name, string Token, int Attempt);

/// <summary>
/// Which scheduled jobs are wanted, and which node runs them. Each step is one conditional update, so of several nodes one comes through. A
/// run is its lease: who holds it renews it, and when a node dies another one takes the run over.
/// </summary>
internal sealed class JobTurns(
    PicoraDbContext db, IUnitOfWork unitOfWork, JobHistory history, INodeInstances instances, IOptions<JobsOptions> options, TimeProvider time)
{
    /// <summary>Notes that a job is wanted because its time has come. Without effect when another node has noted that already, and while it is paused.</summary>
    /// <param name="firing">Which moment of the schedule it is.</param>
    public Task FireAsync(string name, DateTimeOffset firing, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return ChangeOrAddAsync(
            Row(name).Where(row => !row.Paused && (row.FiredFor == null || row.FiredFor < firing)),
            rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.FiredFor, firing).SetProperty(row => row.WantedAt, now), cancellationToken),
            new JobTurnRow { Name = name, FiredFor = firing, WantedAt = now },
            cancellationToken);
    }

    /// <summary>Notes that somebody wants a run now, paused or not.</summary>
    public Task WantAsync(string name, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return ChangeOrAddAsync(
            Row(name),
            rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.WantedAt, now), cancellationToken),
            new JobTurnRow { Name = name, WantedAt = now },
            cancellationToken);
    }

    /// <summary>Stops the schedule of a job, on all nodes, or lets it go on.</summary>
    public Task PauseAsync(string name, bool paused, CancellationToken cancellationToken) => ChangeOrAddAsync(
        Row(name),
        rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Paused, paused), cancellationToken),
        new JobTurnRow { Name = name, Paused = paused },
        cancellationToken);

    public async Task<IReadOnlyDictionary<string, JobTurnRow>> ReadAsync(CancellationToken cancellationToken) =>
        await db.Set<JobTurnRow>().AsNoTracking().ToDictionaryAsync(row => row.Name, StringComparer.Ordinal, cancellationToken);

    /// <summary>Takes on a run that is wanted, or that a node which is no more has begun. Null when another node was quicker.</summary>
    /// <param name="seen">The row as it was read.</param>
    public async Task<JobTurn?> TakeAsync(JobTurnRow seen, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var dead = seen.LeaseToken is { } holder && instances.HasEnded(holder[..INodeInstances.IdLength]) ? holder : null;
        if (seen is { WantedAt: null, LeaseToken: null } || (seen.LeasedUntil >= now && dead is null))
        {
            return null;
        }

        var turn = new JobTurn(seen.Name, instances.Own + NanoId.New(NanoId.Long - INodeInstances.IdLength), seen.Attempts + 1);
        var until = now.AddSeconds(options.Value.LeaseSeconds);
        var taken = await UpdateAsync(
            Row(seen.Name).Where(row => row.LeaseToken == seen.LeaseToken && (row.LeasedUntil == null || row.LeasedUntil < now || row.LeaseToken == dead)),
            rows => rows.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LeaseToken, turn.Token).SetProperty(row => row.LeasedUntil, until)
                    .SetProperty(row => row.WantedAt, (DateTimeOffset?)null).SetProperty(row => row.Attempts, turn.Attempt),
                cancellationToken),
            cancellationToken);
        return taken == 1 ? turn : null;
    }

    /// <summary>Holds a run for another lease. False when another node has taken it over.</summary>
    public async Task<bool> RenewAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        var until = time.Now().AddSeconds(options.Value.LeaseSeconds);
        return await UpdateAsync(
            Held(turn), rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, until), cancellationToken), cancellationToken) == 1;
    }

    /// <summary>Ends a run and writes down how it went, both or neither.</summary>
    public Task EndAsync(JobTurn turn, JobRun run) => unitOfWork.ExecuteAsync(
        async token =>
        {
            await ReleaseAsync(turn, token);
            return await history.AddAsync(run, token);
        },
        CancellationToken.None);

    /// <summary>Gives a run back that was cut off because this node stops: another one begins it anew.</summary>
    public Task GiveBackAsync(JobTurn turn)
    {
        var now = time.Now();
        return UpdateAsync(
            Held(turn),
            rows => rows.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LeaseToken, (string?)null).SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(row => row.Attempts, 0).SetProperty(row => row.WantedAt, now)),
            CancellationToken.None);
    }

    private Task<int> ReleaseAsync(JobTurn turn, CancellationToken cancellationToken) => Held(turn).ExecuteUpdateAsync(
        set => set.SetProperty(row => row.LeaseToken, (string?)null).SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
            .SetProperty(row => row.Attempts, 0),
        cancellationToken);

    private IQueryable<JobTurnRow> Row(string name) => db.Set<JobTurnRow>().Where(row => row.Name == name);

    private IQueryable<JobTurnRow> Held(JobTurn turn) => Row(turn.Name).Where(row => row.LeaseToken == turn.Token);

    private async Task ChangeOrAddAsync(
        IQueryable<JobTurnRow> rows, Func<IQueryable<JobTurnRow>, Task<int>> change, JobTurnRow first, CancellationToken cancellationToken)
    {
        if (await UpdateAsync(rows, change, cancellationToken) == 0 && !await Row(first.Name).AnyAsync(cancellationToken))
        {
            try
            {
                await unitOfWork.ExecuteAsync<int>(
                    _ =>
                    {
                        db.Add(first);
                        return Task.FromResult<Result<int>>(1);
                    },
                    cancellationToken);
            }
            catch (DbUpdateException exception) when (unitOfWork.IsDuplicate(exception))
            {
                // Another node was quicker with the row.
                await UpdateAsync(rows, change, cancellationToken);
            }
        }
    }

    private async Task<int> UpdateAsync(IQueryable<JobTurnRow> rows, Func<IQueryable<JobTurnRow>, Task<int>> change, CancellationToken cancellationToken) =>
        (await unitOfWork.ExecuteAsync<int>(async _ => await change(rows), cancellationToken)).Value;
}

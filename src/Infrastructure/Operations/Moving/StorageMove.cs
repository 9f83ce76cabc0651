using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.Storage.Moving;

namespace Picora.Infrastructure.Operations.Moving;

internal sealed class StorageMove(IObjectStorage storage, DataFolder data, IServiceScopeFactory scopes) : IStorageMove
{
    private const int AtOnce = 4;
    private const int MaxRounds = 10;

    private static readonly Error NotSetUp = new(
        ErrorKind.Conflict, "NO_MOVE", "No move is set up: set Picora:Storage to the new store and Picora:Storage:MoveFrom to the old one, on all servers, and restart them.");

    private static readonly Error Busy = new(ErrorKind.Conflict, "MOVE_RUNS", "Another process of this machine moves objects already.");

    public async Task<Result<MoveReport>> RunAsync(bool removeSource, IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        if (storage is not MovingStorage stores)
        {
            return NotSetUp;
        }

        using var inFlight = InFlight.Begin(data);
        if (inFlight is null)
        {
            return Busy;
        }

        var mover = new ObjectMover(stores, inFlight, key => NeedOfAsync(key, cancellationToken), progress);
        foreach (var key in inFlight.Left())
        {
            await mover.RecoverAsync(key, cancellationToken);
        }

        var present = await CopyAllAsync(stores, mover, cancellationToken);
        if (removeSource)
        {
            await EachAsync(stores.Source, mover.RemoveAsync, cancellationToken);
        }

        var unfinished = await stores.Source.ListUnfinishedAsync(string.Empty, cancellationToken).LongCountAsync(cancellationToken);
        return new MoveReport(
            mover.Copied, mover.Bytes, present, mover.Removed, await RemainingAsync(stores, cancellationToken), unfinished, mover.Findings);
    }

    // In rounds: servers that were not restarted yet, and uploads that began before, still add to the source.
    private static async Task<long> CopyAllAsync(MovingStorage stores, ObjectMover mover, CancellationToken cancellationToken)
    {
        var (before, present) = (-1L, 0L);
        for (var round = 0; round < MaxRounds && mover.Copied != before; round++)
        {
            before = mover.Copied;
            var seen = 0L;
            await EachAsync(
                stores.Source,
                async (stored, token) =>
                {
                    Interlocked.Increment(ref seen);
                    await mover.CopyAsync(stored, token);
                },
                cancellationToken);
            present = seen - mover.Copied;
        }

        return Math.Max(0, present);
    }

    private static Task EachAsync(IObjectStorage store, Func<StoredObject, CancellationToken, Task> work, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        store.ListAsync(string.Empty, cancellationToken).Where(stored => !stored.Key.Value.StartsWith(ObjectKey.HealthFolder, StringComparison.Ordinal)),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (stored, token) => await work(stored, token));

    private static async Task<long> RemainingAsync(MovingStorage stores, CancellationToken cancellationToken)
    {
        var remaining = 0L;
        await EachAsync(
            stores.Source,
            async (stored, token) =>
            {
                if (await stores.Target.StatAsync(stored.Key, token) is null)
                {
                    Interlocked.Increment(ref remaining);
                }
            },
            cancellationToken);
        return remaining;
    }

    private async Task<ObjectNeed> NeedOfAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PicoraDbContext>();
        if (await db.UploadReservations.AnyAsync(row => row.Key == key, cancellationToken))
        {
            return ObjectNeed.Arriving;
        }

        return await new ObjectReferences(db).FindAsync(key, cancellationToken) is null ? ObjectNeed.None : ObjectNeed.Referred;
    }
}

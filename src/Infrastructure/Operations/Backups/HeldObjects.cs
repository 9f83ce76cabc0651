using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Uploads;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>Keeps all nodes from removing objects until it is disposed of. When its process dies, they wait for at most <see cref="Lease"/>.</summary>
internal sealed class HeldObjects : IAsyncDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource done = new();
    private readonly string id;
    private Task renewing = Task.CompletedTask;
    private DateTimeOffset until;

    private HeldObjects(IServiceScopeFactory scopes, TimeProvider time, ObjectHold hold) => (this.scopes, this.time, id, until) = (scopes, time, hold.Id, hold.Until);

    /// <summary>Whether it has held without a gap up to now.</summary>
    public bool HasHeld => time.Now() < until;

    public static async Task<HeldObjects> PlaceAsync(IServiceScopeFactory scopes, TimeProvider time, CancellationToken cancellationToken)
    {
        var (hold, now) = (ObjectHold.Place(time.Now() + Lease), time.Now());
        await WriteAsync(
            scopes,
            async (db, token) =>
            {
                await db.ObjectHolds.Where(row => row.Until < now).ExecuteDeleteAsync(token);
                db.ObjectHolds.Add(hold);
            },
            cancellationToken);
        var held = new HeldObjects(scopes, time, hold);
        held.renewing = held.RenewAsync();
        return held;
    }

    public async ValueTask DisposeAsync()
    {
        await done.CancelAsync();
        await renewing;
        done.Dispose();
        await WriteAsync(scopes, (db, token) => db.ObjectHolds.Where(row => row.Id == id).ExecuteDeleteAsync(token), CancellationToken.None);
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Lease / 6, time);
        try
        {
            while (await timer.WaitForNextTickAsync(done.Token))
            {
                await ExtendAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    private async Task ExtendAsync()
    {
        var (next, isKept) = (time.Now() + Lease, false);
        try
        {
            await WriteAsync(
                scopes,
                async (db, token) => isKept = await db.ObjectHolds.Where(row => row.Id == id && row.Until > time.Now())
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, next), token) == 1,
                done.Token);
        }
        catch (System.Data.Common.DbException)
        {
            // The next round tries again; when none succeeds in time, HasHeld says so.
        }

        if (isKept && HasHeld)
        {
            until = next;
        }
    }

    private static async Task WriteAsync(IServiceScopeFactory scopes, Func<IUploadsDb, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IUploadsDb>();
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().ExecuteAsync<Success>(
            async token =>
            {
                await work(db, token);
                return Success.Value;
            },
            cancellationToken);
    }
}

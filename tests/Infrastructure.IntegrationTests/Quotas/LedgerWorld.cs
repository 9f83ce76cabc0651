using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;
using Picora.Infrastructure.Persistence;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Quotas;

/// <summary>What all workers share: people, their plans, and a clock that stands still while anybody works.</summary>
internal sealed class LedgerWorld(TestClock clock, IReadOnlyList<UserId> people, int workers, string engine) : IDisposable
{
    public static readonly QuotaType[] Counts = [QuotaType.DocCount, QuotaType.MemoryDocCount, QuotaType.CollectionCount];

    private readonly ConcurrentDictionary<UserId, Plan> plans = new(people.Select(person => KeyValuePair.Create(person, Plan.Trial)));
    private readonly SemaphoreSlim places = new(workers, workers);
    private readonly SemaphoreSlim turning = new(1, 1);

    /// <summary>How many operations a unit of work has at most: on a server, large ones block each other, whoever began first.</summary>
    public int LargestUnit => string.Equals(engine, TestDatabase.Sqlite, StringComparison.Ordinal) ? 50 : 3;

    public Plan PlanOf(UserId owner) => plans[owner];

    public (UserId Owner, Plan Plan) Somebody(Random random)
    {
        var owner = people[random.Next(people.Count)];
        return (owner, plans[owner]);
    }

    public Task EnterAsync() => places.WaitAsync();

    public void Leave() => places.Release();

    /// <summary>Waits until nobody works.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await turning.WaitAsync();
        for (var i = 0; i < workers; i++)
        {
            await places.WaitAsync();
        }

        clock.Advance(time);
        places.Release(workers);
        turning.Release();
    }

    /// <summary>Another plan for somebody, or a limit of their own.</summary>
    public async Task ChangeAsync(IServiceProvider services, Random random, bool isAdministrator, CancellationToken token)
    {
        var (owner, _) = Somebody(random);
        if (!isAdministrator || random.Next(2) == 0)
        {
            plans[owner] = random.Next(5) switch
            {
                0 => Plan.None,
                1 => Plan.Pro,
                _ => Plan.Trial,
            };
            return;
        }

        var type = QuotaTypes.All[random.Next(QuotaTypes.All.Count)];
        long? limit = random.Next(3) == 0 ? null : type.CountsBytes() ? random.NextInt64(300 << 20) : random.Next(200);
        var until = random.Next(2) == 0 ? clock.Now().AddHours(random.Next(1, 100)) : (DateTimeOffset?)null;
        await services.GetRequiredService<IQuotaOverrides>().SetAsync(owner, new QuotaLimitOrder(type, limit, until, null), owner, token);
        // Twice the same in one unit of work would be two rows under one key.
        var db = services.GetRequiredService<PicoraDbContext>();
        await db.SaveChangesAsync(token);
        db.ChangeTracker.Clear();
    }

    /// <summary>Takes the connection away from under a transaction.</summary>
    public async Task CutAsync(PicoraDbContext db)
    {
        if (string.Equals(engine, TestDatabase.Sqlite, StringComparison.Ordinal))
        {
            await db.Database.GetDbConnection().CloseAsync();
            return;
        }

        await db.Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pg_backend_pid())");
    }

    public void Dispose()
    {
        places.Dispose();
        turning.Dispose();
    }
}

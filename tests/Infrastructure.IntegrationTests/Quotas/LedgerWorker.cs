using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.IntegrationTests.Quotas;

/// <summary>How a unit of work comes to its end.</summary>
internal enum Ending
{
    Committed,
    GivenUp,
    Failed,
    Cancelled,
    ConnectionLost,
}

/// <summary>Does whatever comes to its mind to other people's quotas, and gives up now and then in the middle.</summary>
internal sealed class LedgerWorker(IServiceProvider node, int number, int seed, LedgerWorld world)
{
    private const long Megabyte = 1 << 20;

    private readonly Random random = new(seed + number);
    private List<Fact> held = [];
    private List<Fact> used = [];
    private long nextId = number * 10_000_000L;

    public Dictionary<Ending, int> Endings { get; } = Enum.GetValues<Ending>().ToDictionary(ending => ending, _ => 0);

    /// <summary>How many operations the ledger carried out, refused ones not counted.</summary>
    public int Done { get; private set; }

    public async Task WorkAsync(int operations)
    {
        for (var asked = 0; asked < operations;)
        {
            if (random.Next(40) == 0)
            {
                await world.AdvanceAsync(TimeSpan.FromHours(random.Next(1, 40)));
            }

            var size = Math.Min(random.Next(1, world.LargestUnit + 1), operations - asked);
            asked += size;
            var ending = random.Next(8) == 0 ? (Ending)random.Next(1, 5) : Ending.Committed;
            await world.EnterAsync();
            try
            {
                Endings[await RunAsync(size, ending)]++;
            }
            finally
            {
                world.Leave();
            }
        }
    }

    private async Task<Ending> RunAsync(int size, Ending ending)
    {
        FactChanges changes = new();
        await using var scope = node.CreateAsyncScope();
        var services = scope.ServiceProvider;
        using var cancel = new CancellationTokenSource();
        var runs = 0;
        try
        {
            var result = await services.GetRequiredService<IUnitOfWork>().ExecuteAsync(
                token =>
                {
                    // The engine may run it again: then from the beginning, and with its connection.
                    changes = new FactChanges();
                    var lost = ending == Ending.ConnectionLost && runs++ > 0;
                    return DoAllAsync(services, changes, size, () => lost ? Task.FromResult<Error?>(null) : EndsAsync(services, ending, cancel), token);
                },
                cancel.Token);
            return result.IsSuccess ? Keep(changes) : Ending.GivenUp;
        }
        catch (Exception exception) when (exception is Abandoned or OperationCanceledException or DbException or InvalidOperationException or DbUpdateException)
        {
            // Whether it was committed after all, the table knows.
            (held, used) = await ReadAsync();
            return ending == Ending.Committed ? throw new InvalidOperationException("Nothing was to go wrong here.", exception) : ending;
        }
    }

    private async Task<Result<Success>> DoAllAsync(
        IServiceProvider services, FactChanges changes, int size, Func<Task<Error?>> interrupt, CancellationToken token)
    {
        for (var i = 0; i < size; i++)
        {
            await DoSomethingAsync(services, changes, token);
            if (i == size / 2 && await interrupt() is { } failure)
            {
                return failure;
            }
        }

        await changes.WriteAsync(services.GetRequiredService<PicoraDbContext>(), number, token);
        return Success.Value;
    }

    private async Task<Error?> EndsAsync(IServiceProvider services, Ending ending, CancellationTokenSource cancel)
    {
        switch (ending)
        {
            case Ending.GivenUp:
                return Error.NotFound("Given up");
            case Ending.Failed:
                throw new Abandoned();
            case Ending.Cancelled:
                await cancel.CancelAsync();
                return null;
            case Ending.ConnectionLost:
                await world.CutAsync(services.GetRequiredService<PicoraDbContext>());
                return null;
            default:
                return null;
        }
    }

    private Ending Keep(FactChanges changes)
    {
        var (released, gone) = (changes.Released.Concat(changes.Used).Select(fact => fact.Id).ToHashSet(), changes.Gone.Select(fact => fact.Id).ToHashSet());
        held = [.. held.Concat(changes.Held).Where(fact => !released.Contains(fact.Id))];
        used = [.. used.Concat(changes.Used).Where(fact => !gone.Contains(fact.Id))];
        Done += changes.Count;
        return Ending.Committed;
    }

    private async Task<(List<Fact> Held, List<Fact> Used)> ReadAsync()
    {
        await using var scope = node.CreateAsyncScope();
        return await FactTable.OfWorkerAsync(scope.ServiceProvider.GetRequiredService<PicoraDbContext>(), number);
    }

    private Task DoSomethingAsync(IServiceProvider services, FactChanges changes, CancellationToken token)
    {
        var ledger = services.GetRequiredService<IQuotaLedger>();
        var choice = random.Next(100);
        return choice switch
        {
            < 30 => HoldAsync(ledger, changes, token),
            < 52 => SettleAsync(ledger, changes, token),
            < 60 => ReleaseAsync(ledger, changes, token),
            < 76 => ChargeAsync(ledger, changes, token),
            < 98 => ReturnAsync(ledger, changes, token),
            _ => world.ChangeAsync(services, random, isAdministrator: number == 1, token),
        };
    }

    private async Task HoldAsync(IQuotaLedger ledger, FactChanges changes, CancellationToken token)
    {
        var (owner, plan) = world.Somebody(random);
        var type = random.Next(3) == 0 ? QuotaType.MediaStorage : QuotaType.ImageStorage;
        var fact = new Fact(nextId++, owner, type, random.Next(4) == 0 ? 0 : random.NextInt64(20 * Megabyte));
        if (Count(changes, await ledger.HoldAsync(owner, plan, type, fact.Amount, token)))
        {
            changes.Hold(fact);
        }
    }

    private async Task SettleAsync(IQuotaLedger ledger, FactChanges changes, CancellationToken token)
    {
        if (Pick(held, changes.Used, changes.Released) is not { } fact)
        {
            return;
        }

        var real = fact with { Amount = random.NextInt64(1, fact.Amount + Megabyte) };
        if (Count(changes, await ledger.SettleAsync(fact.Owner, world.PlanOf(fact.Owner), fact.Type, fact.Amount, real.Amount, token)))
        {
            changes.Used.Add(real);
        }
    }

    private async Task ReleaseAsync(IQuotaLedger ledger, FactChanges changes, CancellationToken token)
    {
        if (Pick(held, changes.Used, changes.Released) is { } fact)
        {
            await ledger.ReleaseAsync(fact.Owner, fact.Type, fact.Amount, token);
            Count(changes, Success.Value);
            changes.Released.Add(fact);
        }
    }

    private async Task ChargeAsync(IQuotaLedger ledger, FactChanges changes, CancellationToken token)
    {
        var (owner, plan) = world.Somebody(random);
        var type = LedgerWorld.Counts[random.Next(LedgerWorld.Counts.Length)];
        if (Count(changes, await ledger.ChargeAsync(owner, plan, type, token)))
        {
            changes.Used.Add(new Fact(nextId++, owner, type, 1));
        }
    }

    private async Task ReturnAsync(IQuotaLedger ledger, FactChanges changes, CancellationToken token)
    {
        if (Pick(used, changes.Gone) is { } fact)
        {
            await ledger.ReturnAsync(fact.Owner, fact.Type, fact.Amount, items: 1, token);
            Count(changes, Success.Value);
            changes.Gone.Add(fact);
        }
    }

    private static bool Count(FactChanges changes, Result<Success> result)
    {
        changes.Count += result.IsSuccess ? 1 : 0;
        return result.IsSuccess;
    }

    private Fact? Pick(List<Fact> from, params List<Fact>[] taken)
    {
        var fact = from.Count == 0 ? null : from[random.Next(from.Count)];
        return fact is null || taken.Any(list => list.Exists(other => other.Id == fact.Id)) ? null : fact;
    }

    private sealed class Abandoned : Exception;
}

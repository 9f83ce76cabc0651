using Microsoft.EntityFrameworkCore;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Quotas;

/// <summary>Whatever is done to quotas, in whatever order, by several at once, and wherever it breaks off: the ledger is what the rows add up to.</summary>
[TestFixture]
internal sealed class LedgerPropertyTests
{
    private const int People = 12;
    private const int Workers = 4;

    [TestCase(TestDatabase.Sqlite, 100_000)]
    [TestCase(TestDatabase.Postgres, 5_000)]
    public async Task After_so_many_random_operations_the_ledger_is_the_recount_to_the_byte(string engine, int operations)
    {
        var seed = TestContext.CurrentContext.Random.Next();
        await TestContext.Out.WriteLineAsync($"seed {seed}");
        await using var host = await EngineHost.StartAsync(engine);
        UserId[] people = [.. Enumerable.Range(0, People).Select(_ => UserId.New())];
        await host.WriteAsync(db => db.QuotaAccounts.AddRange(people.SelectMany(owner => QuotaTypes.WithAccount, QuotaAccount.Open)));
        await host.ReadAsync(db => db.Database.ExecuteSqlRawAsync(FactTable.Create));
        using var world = new LedgerWorld(host.Clock, people, Workers, engine);
        // On servers two nodes share the database.
        IServiceProvider[] nodes = string.Equals(engine, TestDatabase.Sqlite, StringComparison.Ordinal) ? [host.Services] : [host.Services, host.AddNode()];

        LedgerWorker[] workers = [.. Enumerable.Range(1, Workers).Select(number => new LedgerWorker(nodes[number % nodes.Length], number, seed, world))];
        await Task.WhenAll(workers.Select(worker => Task.Run(() => worker.WorkAsync(operations / Workers))));

        var rows = await host.ReadAsync(FactTable.RecountAsync);
        await TestContext.Out.WriteLineAsync($"{workers.Sum(worker => worker.Done)} carried out; {string.Join(", ", Enum.GetValues<Ending>().Select(ending => $"{workers.Sum(worker => worker.Endings[ending])} {ending}"))}");
        rows.Count.ShouldBe(People * QuotaTypes.WithAccount.Count);
        rows.Where(row => !string.Equals(row.Ledger, row.Recount, StringComparison.Ordinal)).ShouldBeEmpty($"seed {seed}");
        rows.Count(row => row.Ledger.Split(' ')[0] != "0").ShouldBeGreaterThan(People);
        workers.Sum(worker => worker.Done).ShouldBeGreaterThan(operations / 4);
    }
}

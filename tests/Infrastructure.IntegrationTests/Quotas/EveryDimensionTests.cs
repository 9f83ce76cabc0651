using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Quotas;

/// <summary>At the port, for each quota that has an account: 64 at once on two nodes, and as many get in as there is room for.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class EveryDimensionTests(string engine)
{
    private const int Room = 23;

    private EngineHost host = null!;
    private IServiceProvider other = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        host = await EngineHost.StartAsync(engine);
        other = string.Equals(engine, TestDatabase.Sqlite, StringComparison.Ordinal) ? host.Services : host.AddNode();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [TestCaseSource(nameof(Types))]
    public async Task As_many_get_in_as_there_is_room_for(QuotaType type)
    {
        var owner = UserId.New();
        await host.WriteAsync(db => db.QuotaAccounts.Add(QuotaAccount.Open(owner, type)));
        await InUnitAsync(host.Services, (services, token) =>
            services.GetRequiredService<IQuotaOverrides>().SetAsync(owner, new QuotaLimitOrder(type, Room, null, null), owner, token));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(() =>
            InUnitAsync(number % 2 == 0 ? host.Services : other, (services, token) => TakeAsync(services.GetRequiredService<IQuotaLedger>(), owner, type, number, token)))));

        outcomes.Count(outcome => outcome.IsSuccess).ShouldBe(Room);
        outcomes.Where(outcome => !outcome.IsSuccess).ShouldAllBe(outcome => outcome.Error!.Code == "QUOTA_EXCEEDED");
        var account = await host.ReadAsync(db => db.QuotaAccounts.AsNoTracking().SingleAsync(row => row.OwnerId == owner && row.Type == type));
        (account.Used, account.Reserved, account.Items).ShouldBe((Room, 0, Room));
    }

    private static IEnumerable<QuotaType> Types() => QuotaTypes.WithAccount;

    // Some hold first, as uploads do.
    private static async Task<Result<Success>> TakeAsync(IQuotaLedger ledger, UserId owner, QuotaType type, int number, CancellationToken token)
    {
        if (number % 3 > 0)
        {
            return await ledger.ChargeAsync(owner, Plan.Trial, type, token);
        }

        var held = await ledger.HoldAsync(owner, Plan.Trial, type, 1, token);
        return held.IsSuccess ? await ledger.SettleAsync(owner, Plan.Trial, type, held: 1, used: 1, token) : held;
    }

    private static async Task<Result<Success>> InUnitAsync(IServiceProvider node, Func<IServiceProvider, CancellationToken, Task<Result<Success>>> work)
    {
        await using var scope = node.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().ExecuteAsync(token => work(scope.ServiceProvider, token), CancellationToken.None);
    }
}

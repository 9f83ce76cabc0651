using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Writes;

[TestFixtureSource(typeof(EngineHost), nameof(EngineHost.All))]
internal sealed class ParallelWriteTests(string engine) : EngineFixture(engine)
{
    private const long Megabyte = 1024 * 1024;
    private const long TrialBytes = 100 * Megabyte;

    [Test]
    public async Task Of_64_holds_at_once_exactly_those_that_fit_are_held()
    {
        const int fits = 37;
        var owner = await OpenAccountAsync();
        var each = TrialBytes / fits;

        var holds = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => InUnitAsync(
            (services, token) => services.GetRequiredService<IQuotaLedger>().HoldAsync(owner, Plan.Trial, QuotaType.ImageStorage, each, token)))));

        holds.Count(hold => hold.IsSuccess).ShouldBe(fits);
        holds.Where(hold => !hold.IsSuccess).ShouldAllBe(hold => hold.Error!.Code == "QUOTA_EXCEEDED");
        (await Host.ReadAsync(db => db.QuotaAccounts.Where(account => account.OwnerId == owner).Select(account => account.Reserved).SingleAsync()))
            .ShouldBe(fits * each);
    }

    [Test]
    public async Task Thirty_two_writers_never_find_the_database_busy_and_lose_nothing()
    {
        const int writers = 32;
        const int writesOfEach = 25;
        var owner = await OpenAccountAsync();

        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (var write = 0; write < writesOfEach; write++)
            {
                (await InUnitAsync(async (services, token) => await services.GetRequiredService<PicoraDbContext>().QuotaAccounts
                    .Where(account => account.OwnerId == owner)
                    .ExecuteUpdateAsync(row => row.SetProperty(account => account.Items, account => account.Items + 1), token) == 1
                    ? Success.Value
                    : Error.NotFound("The account is gone"))).IsSuccess.ShouldBeTrue();
            }
        })));

        (await Host.ReadAsync(db => db.QuotaAccounts.Where(account => account.OwnerId == owner).Select(account => account.Items).SingleAsync()))
            .ShouldBe(writers * writesOfEach);
    }

    [Test]
    public async Task Of_many_equal_pictures_at_once_one_stays()
    {
        var hash = EngineHost.NewHash();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await Host.WriteAsync(db => db.Images.Add(Host.NewImage(hash)))).IsSuccess;
            }
            catch (DbUpdateException exception)
            {
                (await IsDuplicateAsync(exception)).ShouldBeTrue();
                return false;
            }
        })));

        outcomes.Count(stayed => stayed).ShouldBe(1);
        (await Host.ReadAsync(db => db.Images.CountAsync(image => image.Hash == hash))).ShouldBe(1);
    }

    private async Task<UserId> OpenAccountAsync()
    {
        var owner = new UserId(NanoId.New());
        await Host.WriteAsync(db => db.QuotaAccounts.Add(QuotaAccount.Open(owner, QuotaType.ImageStorage)));
        return owner;
    }

    private Task<bool> IsDuplicateAsync(Exception exception) =>
        Host.InScopeAsync(services => Task.FromResult(services.GetRequiredService<IUnitOfWork>().IsDuplicate(exception)));

    private Task<Result<Success>> InUnitAsync(Func<IServiceProvider, CancellationToken, Task<Result<Success>>> work) => Host.InScopeAsync(services =>
        services.GetRequiredService<IUnitOfWork>().ExecuteAsync(token => work(services, token), CancellationToken.None));
}

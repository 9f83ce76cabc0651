using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Writes;

[TestFixtureSource(typeof(EngineHost), nameof(EngineHost.All))]
internal sealed class UnitOfWorkTests(string engine) : EngineFixture(engine)
{
    [Test]
    public async Task A_success_is_kept()
    {
        var owner = new UserId(NanoId.New());
        await Host.WriteAsync(db => db.QuotaAccounts.Add(Account(owner)));

        (await ExistsAsync(owner)).ShouldBeTrue();
    }

    [Test]
    public async Task A_failure_leaves_nothing_neither_saved_nor_executed()
    {
        var (there, never) = (new UserId(NanoId.New()), new UserId(NanoId.New()));
        await Host.WriteAsync(db => db.QuotaAccounts.Add(Account(there)));

        var result = await RunAsync<Success>(async (db, token) =>
        {
            db.QuotaAccounts.Add(Account(never));
            await db.SaveChangesAsync(token);
            await db.QuotaAccounts.Where(account => account.OwnerId == there).ExecuteDeleteAsync(token);
            return Error.NotFound("No");
        });

        result.IsSuccess.ShouldBeFalse();
        (await ExistsAsync(there)).ShouldBeTrue();
        (await ExistsAsync(never)).ShouldBeFalse();
    }

    [Test]
    public async Task An_exception_leaves_nothing_and_the_context_is_good_again()
    {
        var (never, later) = (new UserId(NanoId.New()), new UserId(NanoId.New()));
        await Host.InScopeAsync(async services =>
        {
            var (work, db) = (services.GetRequiredService<IUnitOfWork>(), services.GetRequiredService<PicoraDbContext>());
            await Should.ThrowAsync<InvalidOperationException>(() => work.ExecuteAsync<Success>(
                async token =>
                {
                    db.QuotaAccounts.Add(Account(never));
                    await db.SaveChangesAsync(token);
                    throw new InvalidOperationException("in the middle");
                },
                CancellationToken.None));
            return await work.ExecuteAsync<Success>(
                _ =>
                {
                    db.QuotaAccounts.Add(Account(later));
                    return Task.FromResult<Result<Success>>(Success.Value);
                },
                CancellationToken.None);
        });

        (await ExistsAsync(never)).ShouldBeFalse();
        (await ExistsAsync(later)).ShouldBeTrue();
    }

    [Test]
    public async Task What_is_tracked_before_is_forgotten()
    {
        var stray = new UserId(NanoId.New());
        await Host.InScopeAsync(services =>
        {
            services.GetRequiredService<PicoraDbContext>().QuotaAccounts.Add(Account(stray));
            return services.GetRequiredService<IUnitOfWork>().ExecuteAsync(
                _ => Task.FromResult<Result<Success>>(Success.Value), CancellationToken.None);
        });

        (await ExistsAsync(stray)).ShouldBeFalse();
    }

    [Test]
    public async Task A_write_outside_a_unit_of_work_is_refused()
    {
        Func<PicoraDbContext, Task>[] writes =
        [
            db => AddAsync(db, 1),
            db => AddAsync(db, 2),
            db => db.QuotaAccounts.ExecuteUpdateAsync(row => row.SetProperty(account => account.Used, 7)),
            db => db.QuotaAccounts.ExecuteDeleteAsync(),
        ];
        var before = await Host.ReadAsync(db => db.QuotaAccounts.CountAsync());
        foreach (var write in writes)
        {
            var refused = await Host.ReadAsync(db => Should.ThrowAsync<Exception>(() => write(db)));
            refused.GetBaseException().Message.ShouldBe("A write goes through IUnitOfWork.");
        }

        (await Host.ReadAsync(db => db.QuotaAccounts.CountAsync())).ShouldBe(before);
    }

    private static Task<int> AddAsync(PicoraDbContext db, int rows)
    {
        db.QuotaAccounts.AddRange(Enumerable.Range(0, rows).Select(_ => Account(new UserId(NanoId.New()))));
        return db.SaveChangesAsync();
    }

    private static QuotaAccount Account(UserId owner) => QuotaAccount.Open(owner, QuotaType.ImageStorage);

    private Task<bool> ExistsAsync(UserId owner) => Host.ReadAsync(db => db.QuotaAccounts.AnyAsync(account => account.OwnerId == owner));

    private Task<Result<T>> RunAsync<T>(Func<PicoraDbContext, CancellationToken, Task<Result<T>>> work) => Host.InScopeAsync(services =>
        services.GetRequiredService<IUnitOfWork>().ExecuteAsync(
            token => work(services.GetRequiredService<PicoraDbContext>(), token), CancellationToken.None));
}

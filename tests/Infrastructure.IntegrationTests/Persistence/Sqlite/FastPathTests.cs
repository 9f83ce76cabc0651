using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Accounts;
using Picora.Application.Media;
using Picora.Application.Quotas;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;
using Picora.Domain.Uploads;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Sqlite;

/// <summary>SQLite's quick way leaves what the general way would leave.</summary>
[TestFixture]
internal sealed class FastPathTests
{
    private const long Limit = 100 * 1024 * 1024;

    private EngineHost host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => host = await EngineHost.StartAsync(TestDatabase.Sqlite);

    [OneTimeTearDown]
    public async Task StopAsync() => await host.DisposeAsync();

    [Test]
    public void Quotas_move_as_in_the_general_way()
    {
        // Around the limit, and around nothing.
        var amount = Gen.OneOf(Gen.Choose(0, 40), Gen.Choose((int)Limit - 40, (int)Limit + 40)).Select(bytes => (long)bytes);
        var cases =
            from used in amount
            from reserved in Gen.Choose(0, 40)
            from held in Gen.Choose(0, 40)
            from size in Gen.Choose(0, 80)
            from days in Gen.Choose(-40, 40)
            from counts in AllCounts
            select new Sizes(used, reserved, held, size, days) { Counts = counts };

        Prop.ForAll(cases.ToArbitrary(), sizes =>
        {
            var (quick, general) = (UserId.New(), UserId.New());
            OpenAsync(sizes, quick, general).GetAwaiter().GetResult();
            host.Clock.Advance(TimeSpan.FromDays(sizes.Days));
            SetLimitsAsync(sizes, quick, general).GetAwaiter().GetResult();
            QuickAsync(quick, sizes).GetAwaiter().GetResult().ShouldBe(GeneralAsync(general, sizes).GetAwaiter().GetResult());
            StateAsync(quick).GetAwaiter().GetResult().ShouldBe(StateAsync(general).GetAwaiter().GetResult());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    // Around the plan's thousand a month and around limits that an administrator has set, some of which have run out.
    private static Gen<Counts> AllCounts =>
        from month in Gen.Elements(0, 1, 6, 7, 8, 999, 1000)
        from perDay in Gen.Elements<long?>(null, null, 0, 7, 8)
        from perMonth in Gen.Elements<long?>(null, null, 7, 8, 2000)
        from limit in Gen.Elements<long?>(null, null, 0, 40, Limit + 20)
        from expired in Gen.Elements(true, false, false)
        select new Counts(month, perDay, perMonth, limit, expired);

    [Test]
    public async Task A_picture_is_written_with_every_column_and_all_tags()
    {
        var owner = UserId.New();
        await OpenAsync(new Sizes(0, 0, 0, 0, 0), owner);
        var reservation = Reserve(owner, 10);
        (await Fast<IReservationFastPath>().TryReserveAsync(reservation, Plan.Trial)).ShouldBeTrue();
        (await host.ReadAsync(db => db.UploadReservations.SingleAsync(row => row.Id == reservation.Id))).ShouldBeEquivalentTo(reservation);

        var image = host.NewImage(tags: ["one", "two"]);
        (await Fast<IImageFastPath>().TryAddAsync(Received(reservation, 10), image)).ShouldBeTrue();

        (await host.ReadAsync(db => db.Images.Include(row => row.Tags).SingleAsync(row => row.Id == image.Id))).ShouldBeEquivalentTo(image);
        (await host.ReadAsync(db => db.UploadReservations.AnyAsync(row => row.Id == reservation.Id))).ShouldBeFalse();
    }

    [Test]
    public async Task A_twin_or_a_lost_reservation_leaves_everything_as_it_was()
    {
        var owner = UserId.New();
        await OpenAsync(new Sizes(0, 0, 0, 0, 0), owner);
        var (first, second, lost) = (Reserve(owner, 10), Reserve(owner, 10), Reserve(owner, 10));
        (await Fast<IReservationFastPath>().TryReserveAsync(first, Plan.Trial)).ShouldBeTrue();
        (await Fast<IReservationFastPath>().TryReserveAsync(second, Plan.Trial)).ShouldBeTrue();
        var hash = EngineHost.NewHash();
        (await Fast<IImageFastPath>().TryAddAsync(Received(first, 10), host.NewImage(hash))).ShouldBeTrue();
        var before = await StateAsync(owner);

        (await Fast<IImageFastPath>().TryAddAsync(Received(second, 10), host.NewImage(hash))).ShouldBeFalse();
        (await Fast<IImageFastPath>().TryAddAsync(Received(lost, 10), host.NewImage())).ShouldBeFalse();

        (await StateAsync(owner)).ShouldBe(before);
        (await host.ReadAsync(db => db.UploadReservations.AnyAsync(row => row.Id == second.Id))).ShouldBeTrue();
    }

    [Test]
    public async Task A_key_is_found_as_in_the_general_way()
    {
        var user = User.Register(EmailAddress.Parse("key@example.org")!.Value, null, Plan.Pro, Locale.English, host.Clock.Now());
        var secret = ApiKeySecret.New();
        var key = ApiKey.Create(user.Id, secret, new NewApiKey("Key", null, Scope.ImagesRead | Scope.ImagesWrite, host.Clock.Now().AddDays(1)), host.Clock.Now()).Value;
        key.Revoke(host.Clock.Now());
        await host.WriteAsync(db =>
        {
            db.Users.Add(user);
            db.ApiKeys.Add(key);
        });

        var quick = await Fast<IApiKeyLookup>().FindAsync(secret.Hash, CancellationToken.None);
        var general = await host.ReadAsync(db => new ApiKeyLookup(db).FindAsync(secret.Hash, CancellationToken.None).AsTask());

        quick.ShouldNotBeNull().ShouldBe(general);
        (await Fast<IApiKeyLookup>().FindAsync(ApiKeySecret.New().Hash, CancellationToken.None)).ShouldBeNull();
    }

    private T Fast<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    private UploadReservation Reserve(UserId owner, long held) =>
        UploadReservation.Create(owner, QuotaType.ImageStorage, held, host.Clock.Now(), TimeSpan.FromMinutes(1));

    private static ReceivedUpload Received(UploadReservation reservation, long size) => new(
        reservation.Id, reservation.OwnerId, Plan.Trial, reservation.Quota, reservation.HeldBytes, reservation.Key, EngineHost.NewHash(), size);

    private async Task<(bool Held, bool Settled)> QuickAsync(UserId owner, Sizes sizes)
    {
        var reservation = Reserve(owner, sizes.Held);
        var held = await Fast<IReservationFastPath>().TryReserveAsync(reservation, Plan.Trial);
        return (held, held && await Fast<IImageFastPath>().TryAddAsync(Received(reservation, sizes.Size), host.NewImage()));
    }

    private Task<(bool Held, bool Settled)> GeneralAsync(UserId owner, Sizes sizes) => host.InScopeAsync(async services =>
    {
        var (unit, ledger) = (services.GetRequiredService<IUnitOfWork>(), services.GetRequiredService<IQuotaLedger>());
        var held = await unit.ExecuteAsync(
            token => ledger.HoldAsync(owner, Plan.Trial, QuotaType.ImageStorage, sizes.Held, token), CancellationToken.None);
        var settled = held.IsSuccess && (await unit.ExecuteAsync(
            token => ledger.SettleAsync(owner, Plan.Trial, QuotaType.ImageStorage, sizes.Held, sizes.Size, token), CancellationToken.None)).IsSuccess;
        return (held.IsSuccess, settled);
    });

    private async Task OpenAsync(Sizes sizes, params UserId[] owners)
    {
        await host.WriteAsync(db => db.QuotaAccounts.AddRange(owners.Select(owner => QuotaAccount.Open(owner, QuotaType.ImageStorage))));
        await host.InScopeAsync(services => services.GetRequiredService<IUnitOfWork>().ExecuteAsync<Success>(
            async token =>
            {
                await services.GetRequiredService<IQuotasDb>().QuotaAccounts.Where(row => owners.Contains(row.OwnerId)).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Used, sizes.Used).SetProperty(row => row.Reserved, sizes.Reserved)
                        .SetProperty(row => row.Day, QuotaAccount.DayOf(host.Clock.Now())).SetProperty(row => row.DayCount, 7)
                        .SetProperty(row => row.Month, QuotaAccount.MonthOf(host.Clock.Now())).SetProperty(row => row.MonthCount, sizes.Counts.Month),
                    token);
                return Success.Value;
            },
            CancellationToken.None));
    }

    private Task<Result<Success>> SetLimitsAsync(Sizes sizes, params UserId[] owners) => host.InScopeAsync(services =>
        services.GetRequiredService<IUnitOfWork>().ExecuteAsync<Success>(
            async token =>
            {
                var until = sizes.Counts.Expired ? host.Clock.Now().AddSeconds(-1) : host.Clock.Now().AddDays(1);
                var overrides = services.GetRequiredService<IQuotaOverrides>();
                foreach (var owner in owners)
                {
                    await overrides.SetAsync(owner, new QuotaLimitOrder(QuotaType.ImageStorage, sizes.Counts.Limit, until, null), owner, token);
                    await overrides.SetAsync(owner, new QuotaLimitOrder(QuotaType.UploadsPerDay, sizes.Counts.PerDay, until, null), owner, token);
                    await overrides.SetAsync(owner, new QuotaLimitOrder(QuotaType.UploadsPerMonth, sizes.Counts.PerMonth, null, null), owner, token);
                }

                return Success.Value;
            },
            CancellationToken.None));

    private Task<string> StateAsync(UserId owner) => host.ReadAsync(async db =>
    {
        var row = await db.QuotaAccounts.AsNoTracking().SingleAsync(account => account.OwnerId == owner);
        return $"{row.Used} {row.Reserved} {row.Items} {row.Day} {row.DayCount} {row.Month} {row.MonthCount}";
    });

    private sealed record Sizes(long Used, long Reserved, long Held, long Size, int Days)
    {
        public Counts Counts { get; init; } = new(70, null, null, null, Expired: false);
    }

    private sealed record Counts(int Month, long? PerDay, long? PerMonth, long? Limit, bool Expired);
}

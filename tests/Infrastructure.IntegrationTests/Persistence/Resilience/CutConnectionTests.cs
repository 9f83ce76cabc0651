using System.Data.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Documents;
using Picora.Application.Media;
using Picora.Application.Media.Collections;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Sync;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;
using Picora.Infrastructure.Persistence;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Resilience;

/// <summary>A connection that the database ends at any step of a use case: the effect is there once or not at all, and never without its price.</summary>
[TestFixture]
internal sealed class CutConnectionTests
{
    private readonly ConnectionCutter cutter = new();
    private EngineHost host = null!;
    private int number;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        host = await EngineHost.StartAsync(TestDatabase.Postgres, cutter);
        await host.WriteAsync(db =>
        {
            db.QuotaAccounts.AddRange(QuotaTypes.WithAccount.Select(type => QuotaAccount.Open(EngineHost.Owner, type)));
            var wide = QuotaOverride.Create(EngineHost.Owner, QuotaType.CollectionCount, EngineHost.Owner, host.Clock.Now());
            wide.Set(1000, null, null);
            db.QuotaOverrides.Add(wide);
            db.MediaJournals.Add(MediaJournal.Open(EngineHost.Owner));
            var owner = User.Register(null, null, Plan.Trial, Locale.English, host.Clock.Now());
            db.Entry(owner).Property(user => user.Id).CurrentValue = EngineHost.Owner;
            db.Users.Add(owner);
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [Test]
    public Task A_collection_is_made_once_or_not_at_all() =>
        CutEverywhereAsync(name => new CreateCollection(name, null, null, null, null, null, null), (db, name) => db.Collections.CountAsync(row => row.Name == name));

    [Test]
    public Task A_document_is_added_once_or_not_at_all() => CutEverywhereAsync(
        name => new CreateDocument($"{name}.md", $"# {name}", null, null, null, null, null, null),
        (db, name) => db.Documents.CountAsync(row => row.FileName == $"{name}.md"));

    [Test]
    public Task A_picture_is_taken_in_once_or_not_at_all() => CutEverywhereAsync(
        name => new UploadImage(new Picture(name, Pictures.Png(8, 8, seed: number))),
        (db, name) => db.Images.CountAsync(row => row.FileName == $"{name}.png"));

    [Test]
    public async Task A_picture_is_deleted_once_or_not_at_all()
    {
        var (ids, taken) = (new Dictionary<string, string>(StringComparer.Ordinal), 0);
        await CutEverywhereAsync(
            name => new DeleteImage(ids[name]),
            async (db, name) => 1 - await db.Images.CountAsync(row => row.FileName == $"{name}.png"),
            async name => ids[name] = (await SendAsync(new UploadImage(new Picture(name, Pictures.Png(9, 9, seed: taken++))))).Value.Image.Id);
    }

    /// <param name="effects">How often the effect with this name is there.</param>
    private async Task CutEverywhereAsync<T>(Func<string, IRequest<Result<T>>> request, Func<PicoraDbContext, string, Task<int>> effects, Func<string, Task>? prepare = null)
    {
        var last = int.MaxValue;
        for (var step = 1; step <= last; step++)
        {
            foreach (var after in new[] { false, true })
            {
                var name = $"thing {++number}";
                cutter.Begin(null, after: false);
                await (prepare?.Invoke(name) ?? Task.CompletedTask);
                cutter.Begin(step, after);
                var outcome = await TryAsync(request(name));
                var steps = cutter.Steps;
                cutter.Begin(null, after: false);

                // Nothing was cut: the use case has fewer steps.
                last = steps < step ? step - 1 : last;
                var count = await host.ReadAsync(db => effects(db, name));
                outcome.ShouldSatisfyAllConditions(
                    $"step {step}, {(after ? "after" : "before")} it",
                    () => count.ShouldBeInRange(outcome is null ? 1 : 0, outcome is null or UnconfirmedWriteException ? 1 : 0),
                    () => (outcome is null or UnconfirmedWriteException or DbException).ShouldBeTrue($"{outcome}"));
                await TheBooksAreRightAsync();
            }
        }

        last.ShouldBeGreaterThan(3);
    }

    // Whatever happened before: the next request works, on a connection of its own.
    private async Task TheBooksAreRightAsync()
    {
        var books = await host.ReadAsync(db => db.QuotaAccounts.AsNoTracking().ToDictionaryAsync(account => account.Type));
        var images = await host.ReadAsync(db => db.Images.Select(image => image.SizeBytes).ToListAsync());
        var held = await host.ReadAsync(db => db.UploadReservations.SumAsync(reservation => reservation.HeldBytes));
        books[QuotaType.ImageStorage].Used.ShouldBe(images.Sum());
        books[QuotaType.ImageStorage].Items.ShouldBe(images.Count);
        books[QuotaType.ImageStorage].Reserved.ShouldBe(held);
        books[QuotaType.DocCount].Used.ShouldBe(await host.ReadAsync(db => db.Documents.LongCountAsync()));
        books[QuotaType.CollectionCount].Used.ShouldBe(await host.ReadAsync(db => db.Collections.LongCountAsync()));
    }

    /// <summary>What it failed with; null when it succeeded.</summary>
    private async Task<Exception?> TryAsync<T>(IRequest<Result<T>> request)
    {
        try
        {
            var result = await SendAsync(request);
            result.IsSuccess.ShouldBeTrue($"{result.Error}");
            return null;
        }
        catch (Exception exception) when (exception is DbException or UnconfirmedWriteException || exception.InnerException is DbException)
        {
            return exception as UnconfirmedWriteException ?? exception as DbException ?? exception.InnerException;
        }
    }

    private Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request) => host.InScopeAsync(services => services.GetRequiredService<ISender>().Send(request));

    private sealed class Picture(string name, byte[] file) : Application.Uploads.Contracts.IUploadBody
    {
        public Task<Result<Application.Uploads.Contracts.UploadPart>> OpenFileAsync(CancellationToken cancellationToken) =>
            Task.FromResult<Result<Application.Uploads.Contracts.UploadPart>>(new Application.Uploads.Contracts.UploadPart(new MemoryStream(file), $"{name}.png", file.Length));

        public Task<Result<IReadOnlyDictionary<string, string>>> ReadFieldsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<Result<IReadOnlyDictionary<string, string>>>(new Dictionary<string, string>(StringComparer.Ordinal));
    }
}

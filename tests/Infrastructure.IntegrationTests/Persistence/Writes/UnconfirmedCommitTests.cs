using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Picora.Application.Abstractions;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.IntegrationTests.Persistence.Engines;
using Picora.Infrastructure.Persistence;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Persistence.Writes;

/// <summary>A connection that breaks while it commits leaves the outcome open. Doing the work again could do it twice.</summary>
[TestFixture]
internal sealed class UnconfirmedCommitTests
{
    [Test]
    public async Task A_commit_whose_answer_is_lost_is_not_run_again()
    {
        await using var host = await EngineHost.StartAsync(TestDatabase.Postgres, new LostAnswer());
        var runs = 0;
        var key = ObjectKey.NewOriginal();

        await Should.ThrowAsync<UnconfirmedWriteException>(() => host.InScopeAsync(services =>
            services.GetRequiredService<IUnitOfWork>().ExecuteAsync<Success>(
                _ =>
                {
                    runs++;
                    services.GetRequiredService<IObjectDisposal>().Doom([key]);
                    return Task.FromResult<Result<Success>>(Success.Value);
                },
                CancellationToken.None)));

        runs.ShouldBe(1);
        (await host.InScopeAsync(services => services.GetRequiredService<PicoraDbContext>().DoomedObjects.CountAsync(doomed => doomed.Key == key))).ShouldBe(1);
    }

    private sealed class LostAnswer : DbTransactionInterceptor
    {
        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            eventData.Context?.ChangeTracker.Entries().Any() == true
                ? throw new NpgsqlException("The connection broke.", new IOException())
                : Task.CompletedTask;
    }
}

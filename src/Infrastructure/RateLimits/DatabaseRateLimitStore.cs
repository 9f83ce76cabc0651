using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.RateLimits.Contracts;
using Picora.Domain;
using Picora.Infrastructure.Persistence;

namespace Picora.Infrastructure.RateLimits;

/// <summary>Counts in a table. A lease is one read and one conditional update, which fails when another node was quicker, and is made again.</summary>
internal sealed class DatabaseRateLimitStore(IServiceScopeFactory scopes, IOptions<RateLimitsOptions> options) : IRateLimitStore
{
    // Of a few nodes, one comes through at each attempt.
    private const int Attempts = 50;

    private static readonly Error Overtaken = new(ErrorKind.Conflict, "CONFLICT", "Another node was quicker");

    public async Task<RateLease> LeaseAsync(RateLeaseRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PicoraDbContext>();
            var ledger = await Row(db, request.Key).AsNoTracking()
                .Select(row => new RateLedger(row.ResetAt, row.Used, row.Lent, row.CalledBackUntil)).SingleOrDefaultAsync(cancellationToken);
            var (next, lease) = RateLedger.Lend(ledger, request, options.Value.LeaseSize);
            if (next == ledger || await TryWriteAsync(scope.ServiceProvider, request.Key, ledger, next, cancellationToken))
            {
                return lease;
            }
        }

        return new RateLease(0, 0, request.ResetAt, IsFinal: false);
    }

    public async Task SettleAsync(RateSettlement settlement, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = Row(scope.ServiceProvider.GetRequiredService<PicoraDbContext>(), settlement.Key);
        var (_, resetAt, unused, lent) = settlement;
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().ExecuteAsync<int>(
            async token => await rows.Where(row => row.ResetAt == resetAt && row.Used >= unused && row.Lent >= lent).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Used, row => row.Used - unused).SetProperty(row => row.Lent, row => row.Lent - lent), token),
            cancellationToken);
    }

    public async Task<IReadOnlyList<RateKey>> CalledBackAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<PicoraDbContext>().Set<RateLimitRow>().AsNoTracking()
            .Where(row => row.CalledBackUntil > now).Select(row => new { row.Subject, row.Counter }).ToListAsync(cancellationToken);
        return [.. rows.SelectMany(row => SubjectOf(row.Subject).Select(subject => new RateKey(subject, row.Counter)))];
    }

    public async Task<RateUse?> FindAsync(RateKey key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Row(scope.ServiceProvider.GetRequiredService<PicoraDbContext>(), key).AsNoTracking()
            .Select(row => new RateUse(row.Used, row.ResetAt)).SingleOrDefaultAsync(cancellationToken);
    }

    private static async Task<bool> TryWriteAsync(
        IServiceProvider services, RateKey key, RateLedger? ledger, RateLedger next, CancellationToken cancellationToken)
    {
        var (db, unitOfWork) = (services.GetRequiredService<PicoraDbContext>(), services.GetRequiredService<IUnitOfWork>());
        try
        {
            return (await unitOfWork.ExecuteAsync(token => ledger is null ? Add(db, key, next) : UpdateAsync(db, key, ledger, next, token), cancellationToken)).IsSuccess;
        }
        catch (DbUpdateException exception) when (unitOfWork.IsDuplicate(exception))
        {
            return false;
        }
    }

    private static Task<Result<Success>> Add(PicoraDbContext db, RateKey key, RateLedger ledger)
    {
        db.Add(new RateLimitRow
        {
            Subject = NameOf(key.Subject),
            Counter = key.Counter,
            ResetAt = ledger.ResetAt,
            Used = ledger.Used,
            Lent = ledger.Lent,
            CalledBackUntil = ledger.CalledBackUntil,
        });
        return Task.FromResult<Result<Success>>(Success.Value);
    }

    private static async Task<Result<Success>> UpdateAsync(
        PicoraDbContext db, RateKey key, RateLedger ledger, RateLedger next, CancellationToken cancellationToken)
    {
        var unchanged = Row(db, key).Where(row =>
            row.ResetAt == ledger.ResetAt && row.Used == ledger.Used && row.Lent == ledger.Lent && row.CalledBackUntil == ledger.CalledBackUntil);
        var changed = await unchanged.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ResetAt, next.ResetAt).SetProperty(row => row.Used, next.Used)
                .SetProperty(row => row.Lent, next.Lent).SetProperty(row => row.CalledBackUntil, next.CalledBackUntil),
            cancellationToken);
        return changed == 1 ? Success.Value : Overtaken;
    }

    private static IQueryable<RateLimitRow> Row(PicoraDbContext db, RateKey key)
    {
        var (subject, counter) = (NameOf(key.Subject), key.Counter);
        return db.Set<RateLimitRow>().Where(row => row.Subject == subject && row.Counter == counter);
    }

    private static string NameOf(RateSubject subject) => $"{subject.Kind}:{subject.Id}";

    // None for a kind that only a newer node knows: whatever it leased, this one has nothing of it.
    private static IEnumerable<RateSubject> SubjectOf(string name) =>
        name.Split(':', 2) is [var kind, var id] && Enum.TryParse<RateSubjectKind>(kind, out var known) ? [new RateSubject(known, id)] : [];
}

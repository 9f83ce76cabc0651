using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Privacy;

namespace Picora.Application.Privacy;

internal sealed class Erasures(IPrivacyDb db, IEnumerable<IErasable> parts, CommitSignal signal, TimeProvider time) : IErasures
{
    public async Task<string> BeginAsync(UserId owner, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await part.HideAsync(owner, cancellationToken);
        }

        var erasure = AccountErasure.Create(owner, time.Now());
        db.AccountErasures.Add(erasure);
        signal.Wake(PrivacyWork.Erasure);
        return erasure.Id;
    }

    public Task<bool> HasBegunAsync(UserId owner, CancellationToken cancellationToken) =>
        db.AccountErasures.AnyAsync(erasure => erasure.OwnerId == owner, cancellationToken);
}

/// <summary>
/// Removes what is left of closed accounts, batch by batch. What a batch removed is noted in the receipt by the same transaction, so that
/// the receipt is exact whenever the server dies.
/// </summary>
internal sealed class ErasureQueue(
    IPrivacyDb db, IEnumerable<IErasable> parts, IUnitOfWork unitOfWork, IOptions<PrivacyOptions> options, TimeProvider time)
    : WorkItemQueue<AccountErasure>(unitOfWork, time)
{
    private readonly TimeProvider time = time;
    private readonly IUnitOfWork unitOfWork = unitOfWork;

    public override string Kind => PrivacyWork.Erasure;

    protected override DbSet<AccountErasure> Items => db.AccountErasures;

    protected override WorkPace Pace => options.Value.Pace;

    protected override async Task<Result<Success>> WorkAsync(AccountErasure item, CancellationToken cancellationToken)
    {
        // Until a whole round finds nothing: a request that began before the account was closed may still have added something.
        long removed;
        do
        {
            removed = 0;
            foreach (var part in parts.OrderBy(part => part.Stage))
            {
                var erased = await EraseAsync(item, part, cancellationToken);
                if (!erased.IsSuccess)
                {
                    return erased.Error;
                }

                removed += erased.Value;
            }
        }
        while (removed > 0);

        return Success.Value;
    }

    protected override async Task<int> FinishAsync(IQueryable<AccountErasure> leased, CancellationToken cancellationToken)
    {
        var now = time.Now();
        await leased.ExecuteUpdateAsync(row => row.SetProperty(erasure => erasure.FinishedAt, now), cancellationToken);
        return await KeepAsync(leased, cancellationToken);
    }

    private async Task<Result<long>> EraseAsync(AccountErasure item, IErasable part, CancellationToken cancellationToken)
    {
        long total = 0;
        while (true)
        {
            var batch = await unitOfWork.ExecuteAsync(token => EraseSomeAsync(item, part, token), cancellationToken);
            if (!batch.IsSuccess)
            {
                return batch.Error;
            }

            if (batch.Value.Count == 0)
            {
                return total;
            }

            total += batch.Value.Count;
            if (batch.Value.Afterwards is { } afterwards)
            {
                await afterwards(cancellationToken);
            }
        }
    }

    private async Task<Result<Erased>> EraseSomeAsync(AccountErasure item, IErasable part, CancellationToken cancellationToken)
    {
        if (!await RenewAsync(item, cancellationToken))
        {
            return LeaseLost;
        }

        var erased = await part.EraseSomeAsync(item.OwnerId, options.Value.ErasureBatch, cancellationToken);
        if (erased.Count == 0)
        {
            return erased;
        }

        var noted = await db.ErasedParts.Where(row => row.ErasureId == item.Id && row.Name == part.Name).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Count, row => row.Count + erased.Count).SetProperty(row => row.Bytes, row => row.Bytes + erased.Bytes),
            cancellationToken);
        if (noted == 0)
        {
            db.ErasedParts.Add(ErasedPart.Create(item.Id, part.Name, erased.Count, erased.Bytes));
        }

        return erased;
    }
}

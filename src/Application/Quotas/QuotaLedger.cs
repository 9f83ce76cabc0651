using Microsoft.EntityFrameworkCore;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

internal sealed class QuotaLedger(IQuotasDb db, IPlanCatalog plans, TimeProvider time) : IQuotaLedger
{
    public async Task<Result<Success>> HoldAsync(UserId owner, Plan plan, QuotaType type, long bytes, CancellationToken cancellationToken)
    {
        if (plan == Plan.None)
        {
            return QuotaErrors.PlanInactive;
        }

        var limit = plans.For(plan).LimitOf(type);
        var changed = await Account(owner, type).Where(account => account.Used + account.Reserved + bytes <= limit)
            .ExecuteUpdateAsync(row => row.SetProperty(account => account.Reserved, account => account.Reserved + bytes), cancellationToken);
        return changed == 1 ? Success.Value : await ExceededAsync(owner, type, limit, cancellationToken);
    }

    public async Task<Result<Success>> SettleAsync(
        UserId owner, Plan plan, QuotaType type, long held, long used, CancellationToken cancellationToken)
    {
        var limit = plans.For(plan).LimitOf(type);
        var (day, month) = (QuotaAccount.DayOf(time.Now()), QuotaAccount.MonthOf(time.Now()));
        var changed = await Account(owner, type).Where(account => account.Used + account.Reserved - held + used <= limit || used <= held)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(account => account.Used, account => account.Used + used)
                    .SetProperty(account => account.Reserved, account => account.Reserved - held)
                    .SetProperty(account => account.Items, account => account.Items + 1)
                    .SetProperty(account => account.DayCount, account => account.Day == day ? account.DayCount + 1 : 1)
                    .SetProperty(account => account.MonthCount, account => account.Month == month ? account.MonthCount + 1 : 1)
                    .SetProperty(account => account.Day, day)
                    .SetProperty(account => account.Month, month),
                cancellationToken);
        return changed == 1 ? Success.Value : await ExceededAsync(owner, type, limit, cancellationToken);
    }

    public Task ReleaseAsync(UserId owner, QuotaType type, long held, CancellationToken cancellationToken) =>
        Account(owner, type).ExecuteUpdateAsync(
            row => row.SetProperty(account => account.Reserved, account => account.Reserved - held), cancellationToken);

    public Task ReturnAsync(UserId owner, QuotaType type, long used, int items, CancellationToken cancellationToken) =>
        Account(owner, type).ExecuteUpdateAsync(
            row => row.SetProperty(account => account.Used, account => account.Used - used)
                .SetProperty(account => account.Items, account => account.Items - items),
            cancellationToken);

    private IQueryable<QuotaAccount> Account(UserId owner, QuotaType type) =>
        db.QuotaAccounts.Where(account => account.OwnerId == owner && account.Type == type);

    private async Task<Error> ExceededAsync(UserId owner, QuotaType type, long limit, CancellationToken cancellationToken)
    {
        var used = await Account(owner, type).Select(account => account.Used + account.Reserved).SingleAsync(cancellationToken);
        return QuotaErrors.Exceeded(type, used, limit);
    }
}

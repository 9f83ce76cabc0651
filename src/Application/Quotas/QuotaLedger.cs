using Microsoft.EntityFrameworkCore;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas;

/// <summary>The general way. On SQLite, uploads go another first: <c>UploadStatements</c> holds the same conditions, and a test compares the two.</summary>
internal sealed class QuotaLedger(IQuotasDb db, IPlanCatalog plans, QuotaOverrides overrides, TimeProvider time) : IQuotaLedger
{
    public async Task<Result<Success>> HoldAsync(UserId owner, Plan plan, QuotaType type, long bytes, CancellationToken cancellationToken)
    {
        if (plan == Plan.None)
        {
            return QuotaErrors.PlanInactive;
        }

        var (terms, limits) = Terms(owner, plan, type);
        var changed = await Account(owner, type, terms)
            .Where(account => account.Used + account.Reserved + bytes <= (limits.Max(entry => (long?)entry.Limit) ?? terms.Limit))
            .ExecuteUpdateAsync(row => row.SetProperty(account => account.Reserved, account => account.Reserved + bytes), cancellationToken);
        return changed == 1 ? Success.Value : await ExceededAsync(owner, terms, bytes, cancellationToken);
    }

    public async Task<Result<Success>> SettleAsync(
        UserId owner, Plan plan, QuotaType type, long held, long used, CancellationToken cancellationToken)
    {
        var (terms, limits) = Terms(owner, plan, type);
        var (day, month) = (QuotaAccount.DayOf(time.Now()), QuotaAccount.MonthOf(time.Now()));
        var changed = await Account(owner, type, terms)
            .Where(account => account.Used + account.Reserved - held + used <= (limits.Max(entry => (long?)entry.Limit) ?? terms.Limit) || used <= held)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(account => account.Used, account => account.Used + used)
                    .SetProperty(account => account.Reserved, account => account.Reserved - held)
                    .SetProperty(account => account.Items, account => account.Items + 1)
                    .SetProperty(account => account.DayCount, account => account.Day >= day ? account.DayCount + 1 : 1)
                    .SetProperty(account => account.MonthCount, account => account.Month >= month ? account.MonthCount + 1 : 1)
                    .SetProperty(account => account.Day, account => account.Day >= day ? account.Day : day)
                    .SetProperty(account => account.Month, account => account.Month >= month ? account.Month : month),
                cancellationToken);
        return changed == 1 ? Success.Value : await ExceededAsync(owner, terms, used - held, cancellationToken);
    }

    public Task<Result<Success>> ChargeAsync(UserId owner, Plan plan, QuotaType type, CancellationToken cancellationToken) =>
        plan == Plan.None
            ? Task.FromResult<Result<Success>>(QuotaErrors.PlanInactive)
            : SettleAsync(owner, plan, type, held: 0, used: 1, cancellationToken);

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

    /// <summary>The account, if the uploads of its day and month are not used up.</summary>
    private IQueryable<QuotaAccount> Account(UserId owner, QuotaType type, QuotaTerms terms)
    {
        var account = Account(owner, type);
        if (!terms.CountsUploads)
        {
            return account;
        }

        var (day, month) = (QuotaAccount.DayOf(time.Now()), QuotaAccount.MonthOf(time.Now()));
        var (perDay, perMonth) = (overrides.Of(owner, QuotaType.UploadsPerDay), overrides.Of(owner, QuotaType.UploadsPerMonth));
        return account.Where(row =>
            (row.Day >= day ? row.DayCount : 0) < (perDay.Max(entry => (long?)entry.Limit) ?? terms.PerDay)
            && (row.Month >= month ? row.MonthCount : 0) < (perMonth.Max(entry => (long?)entry.Limit) ?? terms.PerMonth));
    }

    private (QuotaTerms Terms, IQueryable<QuotaOverride> Limits) Terms(UserId owner, Plan plan, QuotaType type) =>
        (QuotaTerms.Of(plans.For(plan), type), overrides.Of(owner, type));

    private async Task<Error> ExceededAsync(UserId owner, QuotaTerms terms, long wanted, CancellationToken cancellationToken)
    {
        var account = await Account(owner, terms.Type).AsNoTracking().SingleAsync(cancellationToken);
        var set = await overrides.LimitsOfAsync(owner, cancellationToken);
        var now = time.Now();
        var limit = set.GetValueOrDefault(terms.Type, terms.Limit);
        var (perDay, perMonth) = (set.GetValueOrDefault(QuotaType.UploadsPerDay, terms.PerDay), set.GetValueOrDefault(QuotaType.UploadsPerMonth, terms.PerMonth));
        var held = account.Used + account.Reserved;
        return terms.CountsUploads switch
        {
            true when held + wanted <= limit && account.UploadsOn(now) >= perDay =>
                QuotaErrors.Exceeded(QuotaType.UploadsPerDay, account.UploadsOn(now), perDay),
            true when held + wanted <= limit && account.UploadsInMonth(now) >= perMonth =>
                QuotaErrors.Exceeded(QuotaType.UploadsPerMonth, account.UploadsInMonth(now), perMonth),
            _ => QuotaErrors.Exceeded(terms.Type, held, limit),
        };
    }
}

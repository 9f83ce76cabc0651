using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;

namespace Picora.Application.Quotas;

internal sealed class QuotaAlerts(IQuotasDb db, QuotaStandings standings, IOwnerPlans plans, IOwnerMail mail, IUnitOfWork unitOfWork)
    : IQuotaAlerts
{
    public async Task<int> TellAsync(IReadOnlyCollection<UserId> owners, CancellationToken cancellationToken)
    {
        var told = 0;
        foreach (var (owner, mine) in await standings.OfAsync(await plans.FindAsync(owners, cancellationToken), cancellationToken))
        {
            var known = await db.QuotaAlerts.AsNoTracking().Where(alert => alert.OwnerId == owner).ToDictionaryAsync(alert => alert.Type, cancellationToken);
            foreach (var standing in mine)
            {
                told += await NoteAsync(owner, standing, known.GetValueOrDefault(standing.Type), cancellationToken) ? 1 : 0;
            }
        }

        return told;
    }

    private async Task<bool> NoteAsync(UserId owner, QuotaStanding standing, QuotaAlert? known, CancellationToken cancellationToken)
    {
        var alert = known ?? QuotaAlert.Create(owner, standing.Type);
        var before = known is null ? null : new Before(alert.Period, alert.Told);
        var step = alert.Note(standing.Used, standing.Limit ?? 0, standing.Period);
        if (step is null && (before is null || alert.Told == before.Told || alert.Period != before.Period))
        {
            // Nothing to remember, or only that a new day or month has begun, which tells itself.
            return false;
        }

        try
        {
            var remembered = await unitOfWork.ExecuteAsync(token => RememberAsync(alert, before, standing, step, token), cancellationToken);
            return remembered.Value && step is not null;
        }
        catch (Exception exception) when (unitOfWork.IsDuplicate(exception))
        {
            // Another node was first to tell.
            return false;
        }
    }

    // Several nodes may look at once: whoever changes the row tells.
    private async Task<Result<bool>> RememberAsync(QuotaAlert alert, Before? before, QuotaStanding standing, int? step, CancellationToken cancellationToken)
    {
        if (before is null)
        {
            db.QuotaAlerts.Add(alert);
        }
        else if (await db.QuotaAlerts
            .Where(row => row.OwnerId == alert.OwnerId && row.Type == alert.Type && row.Period == before.Period && row.Told == before.Told)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Period, alert.Period).SetProperty(row => row.Told, alert.Told), cancellationToken) == 0)
        {
            return false;
        }

        if (step is { } reached && standing.Limit is { } limit)
        {
            await mail.EnqueueAsync(alert.OwnerId, QuotaMails.Alert(standing.Type, reached, standing.Used, limit), cancellationToken);
        }

        return true;
    }

    private sealed record Before(int Period, int Told);
}

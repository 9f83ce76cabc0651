using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Moderation;

namespace Picora.Application.Moderation;

/// <summary>The reports of somebody who leaves: those of their things go, those that they have made or decided stay without their name.</summary>
internal sealed class ReportErasure(IModerationDb db) : IErasable
{
    public string Name => "reports";

    public ErasureStage Stage => ErasureStage.Things;

    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken)
    {
        // One after the other, as each is read along its own index.
        IQueryable<Report>[] parts =
        [
            db.Reports.Where(row => row.OwnerId == owner), db.Reports.Where(row => row.ReporterId == owner), db.Reports.Where(row => row.DecidedBy == owner),
        ];
        foreach (var part in parts)
        {
            var reports = await part.OrderBy(row => row.Id).Take(most).ToListAsync(cancellationToken);
            if (reports.Count > 0)
            {
                db.Reports.RemoveRange(reports.Where(row => row.OwnerId == owner));
                reports.ForEach(report => report.Forget(owner));
                return new Erased(reports.Count, 0);
            }
        }

        return Erased.Nothing;
    }
}

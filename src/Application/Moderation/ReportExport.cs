using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Moderation;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Moderation;

/// <summary>What somebody has reported. What others have reported of theirs is not told.</summary>
internal sealed class ReportExport(IModerationDb db) : IExportSection
{
    public Task WriteAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        var reports = db.Reports.AsNoTracking().Where(row => row.ReporterId == owner).OrderBy(row => row.Id).Select(row => new
        {
            Id = row.Id.Value,
            TargetType = row.Target.ToName(),
            row.TargetId,
            Reason = row.Reason.ToName(),
            row.Details,
            Status = row.Status.ToName(),
            row.CreatedAt,
        });
        return writer.WriteListAsync("reports.json", reports.AsAsyncEnumerable(), cancellationToken);
    }
}

using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Moderation;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Moderation;

/// <summary>Does to things what operators decide. Each act stands in the owner's log, without a word of who has reported what.</summary>
internal sealed class ReportedThings(ReportableThings things, IBans bans, IAuditLog audit, TimeProvider time)
{
    /// <summary>Inside a unit of work.</summary>
    public async Task<Result<Success>> TreatAsync(Report report, ReportAction action, CancellationToken cancellationToken)
    {
        var (kind, subject) = (things.Of(report.Target), new ReportSubject(report.Target, report.TargetId, report.OwnerId));
        switch (action)
        {
            case ReportAction.Dismiss:
                return Success.Value;
            case ReportAction.Restrict:
                return await kind.RestrictAsync(report.TargetId, cancellationToken) is null ? ReportErrors.Gone : Note(subject, AuditAction.MediaRestricted);
            case ReportAction.Remove:
                return await kind.WithholdAsync(report.TargetId, time.Now(), cancellationToken) is null ? ReportErrors.Gone : Note(subject, AuditAction.MediaWithheld);
            case ReportAction.BanUser:
                var withheld = await kind.WithholdAsync(report.TargetId, time.Now(), cancellationToken);
                return (await bans.BanAsync(report.OwnerId, cancellationToken)).Map(success => withheld is null ? success : Note(subject, AuditAction.MediaWithheld));
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, null);
        }
    }

    public Success Note(ReportSubject subject, AuditAction action)
    {
        audit.Record(subject.OwnerId, action, $"{subject.Target.ToName()} {subject.Id}");
        return Success.Value;
    }
}

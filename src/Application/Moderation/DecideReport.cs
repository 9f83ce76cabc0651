using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Moderation;

namespace Picora.Application.Moderation;

/// <summary>
/// Does something about what was reported, or nothing. Whatever else was reported of the same thing is settled with it, unless the report is
/// dismissed.
/// </summary>
/// <param name="Action"><c>dismiss</c>, <c>restrict</c> (makes it private), <c>remove</c> (withholds it from everybody) or <c>ban_user</c> (withholds it and bans its owner).</param>
/// <param name="Note">For other operators.</param>
[RequireAdministrator]
public sealed record DecideReport(string? Action, string? Note) : IRequest<Result<ReportResponse>>
{
    [JsonIgnore]
    public string Id { get; init; } = string.Empty;
}

internal sealed class DecideReportValidator : AbstractValidator<DecideReport>
{
    public DecideReportValidator()
    {
        RuleFor(decision => decision.Action).Must(action => ReportWords.FindAction(action) is not null)
            .WithMessage($"action is one of {string.Join(", ", ReportWords.ActionNames)}.");
        RuleFor(decision => decision.Note).MaximumLength(Report.MaxNoteLength).IsStorable();
    }
}

internal sealed class DecideReportHandler(IModerationDb db, IUnitOfWork unitOfWork, ReportedThings reported, ICaller caller, IAuditLog audit, TimeProvider time)
    : IRequestHandler<DecideReport, Result<ReportResponse>>
{
    public Task<Result<ReportResponse>> Handle(DecideReport request, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => DecideAsync(request, token), cancellationToken);

    private async Task<Result<ReportResponse>> DecideAsync(DecideReport request, CancellationToken cancellationToken)
    {
        var (id, action) = (ReportId.Parse(request.Id) ?? default, ReportWords.FindAction(request.Action)!.Value);
        // Of two operators at once, the second sees what the first has decided.
        await db.Reports.Where(row => row.Id == id).LockAsync(row => row.Status, cancellationToken);
        if (await db.Reports.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } report)
        {
            return ReportErrors.NotFound;
        }

        if (report.Status != ReportStatus.Pending)
        {
            return ReportErrors.Decided;
        }

        var done = await reported.TreatAsync(report, action, cancellationToken);
        if (!done.IsSuccess)
        {
            return done.Error;
        }

        report.Decide(action, request.Note, caller.Current.UserId, time.Now());
        if (action != ReportAction.Dismiss)
        {
            await SettleOthersAsync(report, cancellationToken);
        }

        audit.Record(caller.Current.UserId, AuditAction.ReportDecided, $"{report.Id} {action.ToName()}");
        return ReportResponse.Of(report);
    }

    // However many there are: one thing can be reported by very many.
    private Task<int> SettleOthersAsync(Report report, CancellationToken cancellationToken) =>
        db.Reports.Where(row => row.Target == report.Target && row.TargetId == report.TargetId && row.Status == ReportStatus.Pending && row.Id != report.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, report.Status)
                    .SetProperty(row => row.Action, report.Action)
                    .SetProperty(row => row.Note, report.Note)
                    .SetProperty(row => row.DecidedBy, report.DecidedBy)
                    .SetProperty(row => row.DecidedAt, report.DecidedAt),
                cancellationToken);
}

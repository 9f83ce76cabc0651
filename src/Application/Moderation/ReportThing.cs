using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Moderation.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Moderation;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Moderation;

/// <summary>
/// Tells the operators that something that others can see should not be there. Said again for the same reason, it is the same report. Its owner
/// learns nothing of it.
/// </summary>
/// <param name="TargetType"><c>image</c> (or <c>file</c>), <c>video</c>, <c>audio</c> or <c>doc</c>; goes with <paramref name="TargetId"/>.</param>
/// <param name="Url">Where it was seen; enough by itself.</param>
/// <param name="CaptchaToken">Of somebody without a credential, where a captcha is configured.</param>
[PublicAccess]
public sealed record ReportThing(string? TargetType, string? TargetId, string? Url, string? Reason, string? Details, string? CaptchaToken)
    : IRequest<Result<FiledReport>>;

/// <param name="Status"><c>pending</c>, <c>resolved</c> or <c>dismissed</c>.</param>
/// <param name="IsNew">Whether it was not there before.</param>
public sealed record FiledReport(string Id, string Status, DateTimeOffset CreatedAt, bool IsNew)
{
    internal static FiledReport Of(Report report, bool isNew) => new(report.Id.Value, report.Status.ToName(), report.CreatedAt, isNew);
}

internal sealed class ReportThingValidator : AbstractValidator<ReportThing>
{
    public ReportThingValidator()
    {
        RuleFor(report => report.TargetId).NotEmpty().MaximumLength(NanoId.Long + 1).When(report => string.IsNullOrEmpty(report.Url)).WithMessage("Say what it is: targetType and targetId, or url.");
        RuleFor(report => report.TargetType).Must(type => ReportTargets.Find(type) is not null).When(report => string.IsNullOrEmpty(report.Url))
            .WithMessage("targetType is image, video, audio, doc or file.");
        RuleFor(report => report.Url).MaximumLength(ReportAddress.MaxLength);
        RuleFor(report => report.Reason).Must(reason => ReportWords.FindReason(reason) is not null).WithMessage($"reason is one of {string.Join(", ", ReportWords.ReasonNames)}.");
        RuleFor(report => report.Details).MaximumLength(Report.MaxDetailsLength).IsStorable();
    }
}

internal sealed class ReportThingHandler(IModerationDb db, IUnitOfWork unitOfWork, ReportableThings things, ReportGate gate, TimeProvider time)
    : IRequestHandler<ReportThing, Result<FiledReport>>
{
    public async Task<Result<FiledReport>> Handle(ReportThing request, CancellationToken cancellationToken)
    {
        var reporter = await gate.AdmitAsync(request.CaptchaToken, cancellationToken);
        var subject = reporter.IsSuccess ? await things.FindAsync(request, reporter.Value, cancellationToken) : reporter.Error;
        if (!subject.IsSuccess)
        {
            return subject.Error;
        }

        var report = Report.Create(subject.Value, ReportWords.FindReason(request.Reason)!.Value, request.Details, reporter.Value, time.Now());
        try
        {
            return await unitOfWork.ExecuteAsync(token => AddOrFindAsync(report, token), cancellationToken);
        }
        catch (Exception exception) when (unitOfWork.IsDuplicate(exception))
        {
            return await unitOfWork.ExecuteAsync(token => AddOrFindAsync(report, token), cancellationToken);
        }
    }

    private async Task<Result<FiledReport>> AddOrFindAsync(Report report, CancellationToken cancellationToken)
    {
        var same = await db.Reports.AsNoTracking().SingleOrDefaultAsync(
            row => row.Target == report.Target && row.TargetId == report.TargetId && row.Reason == report.Reason && row.ReporterKey == report.ReporterKey, cancellationToken);
        if (same is not null)
        {
            return FiledReport.Of(same, isNew: false);
        }

        db.Reports.Add(report);
        return FiledReport.Of(report, isNew: true);
    }
}

using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Moderation;
using Picora.Domain.Moderation.Contracts;

namespace Picora.Application.Moderation;

/// <summary>What was reported, the latest first.</summary>
/// <param name="Status"><c>pending</c>, <c>resolved</c> or <c>dismissed</c>; all when absent.</param>
[RequireAdministrator]
public sealed record ListReports(string? Status, string? Cursor, string? Limit) : IRequest<Result<ReportListResponse>>, IPagedRequest;

/// <param name="Pending">How many wait altogether.</param>
public sealed record ReportListResponse(IReadOnlyList<ReportResponse> Items, string? NextCursor, bool HasMore, long Pending);

/// <summary>A report as operators see it.</summary>
/// <param name="TargetType"><c>image</c>, <c>video</c>, <c>audio</c> or <c>doc</c>.</param>
/// <param name="OwnerId">Whose it is.</param>
/// <param name="ReporterId">Null for somebody without an account, and for somebody who has left.</param>
/// <param name="Action">What was done; null while it waits.</param>
public sealed record ReportResponse(
    string Id,
    string Status,
    string TargetType,
    string TargetId,
    string OwnerId,
    string Reason,
    string? Details,
    string? ReporterId,
    string? Action,
    string? Note,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    DateTimeOffset CreatedAt)
{
    internal static ReportResponse Of(Report report) => new(
        report.Id.Value, report.Status.ToName(), report.Target.ToName(), report.TargetId, report.OwnerId.Value, report.Reason.ToName(), report.Details, report.ReporterId?.Value,
        report.Action?.ToName(), report.Note, report.DecidedBy?.Value, report.DecidedAt, report.CreatedAt);
}

internal sealed class ListReportsValidator : AbstractValidator<ListReports>
{
    public ListReportsValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Status).Must(status => string.IsNullOrEmpty(status) || ReportWords.FindStatus(status) is not null)
            .WithMessage($"status is one of {string.Join(", ", ReportWords.StatusNames)}.");
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that this list returned.")
            .When(request => request.Start() is { } start && ReportId.Parse(start.Id) is null);
    }
}

internal sealed class ListReportsHandler(IModerationDb db) : IRequestHandler<ListReports, Result<ReportListResponse>>
{
    public async Task<Result<ReportListResponse>> Handle(ListReports request, CancellationToken cancellationToken)
    {
        var rows = db.Reports.AsNoTracking();
        if (ReportWords.FindStatus(request.Status) is { } status)
        {
            rows = rows.Where(row => row.Status == status);
        }

        if (request.Start() is { } start && ReportId.Parse(start.Id) is { } id)
        {
            rows = rows.Where(row => row.CreatedAt <= start.CreatedAt && (row.CreatedAt < start.CreatedAt || row.Id < id));
        }

        var size = request.Size();
        var page = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(cancellationToken);
        var items = page.Take(size).Select(ReportResponse.Of).ToList();
        var next = page.Count > size ? new PageCursor(items[^1].Id, items[^1].CreatedAt).ToString() : null;
        var pending = await db.Reports.LongCountAsync(row => row.Status == ReportStatus.Pending, cancellationToken);
        return new ReportListResponse(items, next, next is not null, pending);
    }
}

using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>What happened to the security of the caller's account, newest first.</summary>
[RequireSession]
public sealed record ListAuditEvents(string? Cursor, string? Limit) : IRequest<Result<AuditListResponse>>, IPagedRequest;

public sealed record AuditListResponse(IReadOnlyList<AuditEntry> Items, string? NextCursor, bool HasMore);

/// <param name="Action">Such as <c>session.opened</c>.</param>
/// <param name="Subject">What it was done to, such as a key's id.</param>
/// <param name="Credential"><c>session</c> or <c>apiKey</c>; <c>administrator</c> when one of them has done it; null when the request came without a credential.</param>
/// <param name="CredentialId">The id of that session or key.</param>
public sealed record AuditEntry(
    string Id,
    string Action,
    string? Subject,
    string Address,
    string UserAgent,
    string? Credential,
    string? CredentialId,
    DateTimeOffset CreatedAt)
{
    internal static AuditEntry From(AuditEvent row) => new(
        row.Id.Value, row.Action.ToName(), row.Subject, row.Address, row.UserAgent, row.Credential, row.CredentialId, row.CreatedAt);
}

internal sealed class ListAuditEventsValidator : AbstractValidator<ListAuditEvents>
{
    public ListAuditEventsValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that this list returned.")
            .When(request => request.Start() is { } start && AuditEventId.Parse(start.Id) is null);
    }
}

internal sealed class ListAuditEventsHandler(IAccountsDb db, ICaller caller) : IRequestHandler<ListAuditEvents, Result<AuditListResponse>>
{
    public async Task<Result<AuditListResponse>> Handle(ListAuditEvents request, CancellationToken cancellationToken)
    {
        var owner = caller.Current.UserId;
        var rows = db.AuditEvents.AsNoTracking().Where(row => row.OwnerId == owner);
        if (request.Start() is { } start && AuditEventId.Parse(start.Id) is { } id)
        {
            rows = rows.Where(row => row.CreatedAt <= start.CreatedAt && (row.CreatedAt < start.CreatedAt || row.Id < id));
        }

        var size = request.Size();
        var page = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id)
            .Take(size + 1).ToListAsync(cancellationToken);
        var items = page.Take(size).Select(AuditEntry.From).ToList();
        var more = page.Count > size;
        var next = more ? new PageCursor(items[^1].Id, items[^1].CreatedAt).ToString() : null;
        return new AuditListResponse(items, next, more);
    }
}

using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>Revokes a key that somebody found where it does not belong. Whoever can send it could use it, so nothing else is asked for.</summary>
[PublicAccess]
public sealed record ReportLeakedKey(string? Key) : IRequest<Result<LeakReport>>;

public sealed record LeakReport(string Message);

internal sealed class ReportLeakedKeyHandler(IAccountsDb db, IUnitOfWork unitOfWork, IAuditLog audit, IMailQueue mail, TimeProvider time)
    : IRequestHandler<ReportLeakedKey, Result<LeakReport>>
{
    // Says nothing about the key, so that nobody tries keys here.
    private static readonly LeakReport Thanks = new("Thank you. If this is a key of ours, it no longer works and its owner has been told.");

    public async Task<Result<LeakReport>> Handle(ReportLeakedKey request, CancellationToken cancellationToken)
    {
        if (ApiKeySecret.Parse(request.Key?.Trim() ?? string.Empty) is { } secret)
        {
            await unitOfWork.ExecuteAsync(token => RevokeAsync(secret, token), cancellationToken);
        }

        return Thanks;
    }

    private async Task<Result<Success>> RevokeAsync(ApiKeySecret secret, CancellationToken cancellationToken)
    {
        var hash = secret.Hash;
        var found = await (
            from row in db.ApiKeys
            join user in db.Users on row.OwnerId equals user.Id
            where row.Hash == hash && row.RevokedAt == null
            select new { Key = row, Owner = user }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return AccountErrors.KeyNotFound;
        }

        found.Key.Revoke(time.Now());
        audit.Record(found.Owner.Id, AuditAction.KeyLeaked, found.Key.Id.Value);
        if (found.Owner.Email is { } address)
        {
            mail.Enqueue(KeyMails.Leaked(address, found.Owner.Locale, KeyMails.NameOf(found.Key)));
        }

        return Success.Value;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>Tells owners which of their keys expire soon, and which nobody uses; once each.</summary>
internal sealed class WarnAboutKeys(
    IAccountsDb db, IUnitOfWork unitOfWork, IMailQueue mail, IAuditLog audit, TimeProvider time, IOptions<ApiKeyOptions> options) : IScheduledJob
{
    // Other writers wait for a unit of work on SQLite, so none is long.
    private const int AtOnce = 100;

    private readonly ApiKeyOptions settings = options.Value;

    public string Name => "warn-keys";

    public string Description => "Warns the owners of API keys that expire soon or that nobody uses.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        var expiring = await RepeatAsync(token => WarnOfExpiryAsync(now, token), cancellationToken);
        var unused = settings.UnusedDays == 0 ? 0 : await RepeatAsync(token => WarnOfDisuseAsync(now, token), cancellationToken);
        var revoked = settings is { RevokeUnused: true, UnusedDays: > 0 } ? await RepeatAsync(token => RevokeUnusedAsync(now, token), cancellationToken) : 0;
        return $"Warned of {expiring} keys that expire and {unused} that nobody uses, and revoked {revoked}.";
    }

    private IQueryable<ApiKey> Live(DateTimeOffset now) =>
        db.ApiKeys.Where(key => key.RevokedAt == null && key.RotatedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now));

    private async Task<int> RepeatAsync(Func<CancellationToken, Task<Result<Round>>> work, CancellationToken cancellationToken)
    {
        var (total, round) = (0, default(Round));
        do
        {
            round = (await unitOfWork.ExecuteAsync(work, cancellationToken)).Value;
            total += round.Done;
        }
        while (round.Found == AtOnce);
        return total;
    }

    private async Task<Result<Round>> WarnOfExpiryAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now.AddDays(settings.WarningDays);
        return await WarnAsync(
            Live(now).Where(key => key.ExpiresAt <= until && key.ExpiryWarnedAt == null),
            key =>
            {
                key.NoteExpiryWarning(now);
                // Whoever made a key for less than that knows it.
                return key.ExpiresAt - key.CreatedAt > TimeSpan.FromDays(settings.WarningDays);
            },
            (owner, key) => KeyMails.Expires(owner.Email!.Value, owner.Locale, KeyMails.NameOf(key), key.ExpiresAt!.Value),
            cancellationToken);
    }

    private async Task<Result<Round>> WarnOfDisuseAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now.AddDays(settings.WarningDays - settings.UnusedDays);
        DateTimeOffset? revokedOn = settings.RevokeUnused ? now.AddDays(settings.WarningDays) : null;
        return await WarnAsync(
            UnusedSince(Live(now), before).Where(key => key.UnusedWarnedAt == null),
            key =>
            {
                key.NoteDisuseWarning(now);
                return true;
            },
            (owner, key) => KeyMails.Unused(owner.Email!.Value, owner.Locale, KeyMails.NameOf(key), key.LastUsedAt ?? key.CreatedAt, revokedOn),
            cancellationToken);
    }

    private async Task<Result<Round>> RevokeUnusedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (before, warnedBefore) = (now.AddDays(-settings.UnusedDays), now.AddDays(-settings.WarningDays));
        var keys = await UnusedSince(Live(now), before).Where(key => key.UnusedWarnedAt <= warnedBefore)
            .OrderBy(key => key.Id).Take(AtOnce).ToListAsync(cancellationToken);
        foreach (var key in keys)
        {
            key.Revoke(now);
            audit.Record(key.OwnerId, AuditAction.KeyRevoked, key.Id.Value);
        }

        return new Round(keys.Count, keys.Count);
    }

    // The mark and the mail are one unit of work. Two nodes that run at once would read the same keys: the first update makes the second wait.
    private async Task<Result<Round>> WarnAsync(
        IQueryable<ApiKey> keys, Func<ApiKey, bool> mark, Func<User, ApiKey, MailMessage> write, CancellationToken cancellationToken)
    {
        await db.Installation.LockAsync(row => row.CodesIssued, cancellationToken);
        var found = await keys.Join(db.Users, key => key.OwnerId, user => user.Id, (key, user) => new { Key = key, Owner = user })
            .OrderBy(row => row.Key.Id).Take(AtOnce).ToListAsync(cancellationToken);
        var told = found.Where(row => mark(row.Key) && row.Owner is { IsActive: true, Email: not null }).ToList();
        told.ForEach(row => mail.Enqueue(write(row.Owner, row.Key)));
        return new Round(found.Count, told.Count);
    }

    private static IQueryable<ApiKey> UnusedSince(IQueryable<ApiKey> keys, DateTimeOffset before) =>
        keys.Where(key => key.LastUsedAt <= before || (key.LastUsedAt == null && key.CreatedAt <= before));

    /// <param name="Done">How many of the found keys there was something to say of.</param>
    private readonly record struct Round(int Found, int Done);
}

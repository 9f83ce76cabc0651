using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts.Closing;

/// <summary>Profile, ways to sign in, devices, sessions, keys (nothing that opens anything) and the audit log.</summary>
internal sealed class AccountExport(IAccountsDb db) : IExportSection
{
    public async Task WriteAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == owner, cancellationToken);
        var profile = new
        {
            Id = user.Id.Value,
            Email = user.Email?.Value,
            user.EmailVerified,
            user.Nickname,
            user.AvatarUrl,
            Locale = user.Locale.ToName(),
            Plan = user.Plan.ToName(),
            Role = user.IsAdministrator ? "admin" : "user",
            user.AgeConfirmedAt,
            user.CreatedAt,
        };
        await writer.WriteJsonAsync("profile.json", profile, cancellationToken);
        await WriteSignInsAsync(owner, writer, cancellationToken);
        var sessions = db.Sessions.AsNoTracking().Where(session => session.UserId == owner).OrderBy(session => session.CreatedAt)
            .Select(session => new { Id = session.Id.Value, session.Address, session.UserAgent, session.CreatedAt, session.LastSeenAt, session.ExpiresAt, session.RevokedAt });
        await writer.WriteListAsync("sessions.json", sessions.AsAsyncEnumerable(), cancellationToken);
        var keys = db.ApiKeys.AsNoTracking().Where(key => key.OwnerId == owner).OrderBy(key => key.CreatedAt).Select(key => ApiKeyView.From(key));
        await writer.WriteListAsync("api-keys.json", keys.AsAsyncEnumerable(), cancellationToken);
        var events = db.AuditEvents.AsNoTracking().Where(row => row.OwnerId == owner).OrderBy(row => row.CreatedAt).Select(row => AuditEntry.From(row));
        await writer.WriteListAsync("audit.json", events.AsAsyncEnumerable(), cancellationToken);
    }

    private async Task WriteSignInsAsync(UserId owner, IExportWriter writer, CancellationToken cancellationToken)
    {
        var identities = db.Identities.AsNoTracking().Where(row => row.UserId == owner).OrderBy(row => row.CreatedAt)
            .Select(row => new { row.Provider, row.Subject, row.Name, row.CreatedAt });
        await writer.WriteListAsync("identities.json", identities.AsAsyncEnumerable(), cancellationToken);
        var passkeys = db.Passkeys.AsNoTracking().Where(row => row.UserId == owner).OrderBy(row => row.CreatedAt)
            .Select(row => new { Id = row.Id.Value, row.Name, row.CreatedAt, row.LastUsedAt });
        await writer.WriteListAsync("passkeys.json", passkeys.AsAsyncEnumerable(), cancellationToken);
        var devices = db.KnownDevices.AsNoTracking().Where(row => row.UserId == owner).OrderBy(row => row.FirstSeenAt)
            .Select(row => new { row.FirstSeenAt, row.LastSeenAt });
        await writer.WriteListAsync("devices.json", devices.AsAsyncEnumerable(), cancellationToken);
    }
}

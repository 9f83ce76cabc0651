using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Gives people other passwords. Keys stay: they were made by whoever knew the old one, and their owner sees and revokes them.</summary>
internal sealed class PasswordChange(
    IAccountsDb db, SignInGuards guards, Devices devices, IExportAccess exports, AccountAlarms alarms, TimeProvider time)
{
    /// <summary>Inside a unit of work: nobody else signs this person in, or changes their password, until it ends.</summary>
    public static Task LockAsync(IQueryable<User> who, CancellationToken cancellationToken) => who.LockAsync(user => user.CreatedAt, cancellationToken);

    /// <summary>Inside a unit of work, after <see cref="LockAsync"/>: the new password counts, and whoever came in by the old one is out at once.</summary>
    public async Task ApplyAsync(User user, string passwordHash, AuditAction how, CancellationToken cancellationToken)
    {
        var (id, now) = (user.Id, time.Now());
        user.SetPassword(passwordHash);
        await guards.ForgetAsync(user, cancellationToken);
        await db.Sessions.Where(session => session.UserId == id && session.RevokedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(session => session.RevokedAt, now).SetProperty(session => session.RevokedFor, SessionEnd.PasswordChanged),
            cancellationToken);

        // Nor does whoever has given the old password and was asked for a second factor come in any more, nor end what they began when they were in.
        await db.Tickets.Where(ticket => ticket.UserId == id).ExecuteDeleteAsync(cancellationToken);
        await devices.ForgetOthersAsync(id, cancellationToken);
        await exports.EndAsync(id, cancellationToken);
        alarms.PasswordChanged(user, how);
    }
}

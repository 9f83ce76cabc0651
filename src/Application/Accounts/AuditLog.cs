using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Settings under <c>Picora:Accounts:Audit</c>.</summary>
public sealed class AuditOptions
{
    public const string Section = "Picora:Accounts:Audit";

    /// <summary>Days that an entry of the audit log is kept.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; set; } = 365;
}

internal sealed partial class AuditLog(IAccountsDb db, IClient client, ICaller caller, TimeProvider time, ILogger<AuditLog> logger) : IAuditLog
{
    private const string Administrator = "administrator";

    public void Record(UserId owner, AuditAction action, string? subject = null)
    {
        var current = caller.Current;
        // A key is reported by whoever found it; what an operator does is not the owner's doing, whomever it is done for.
        var isOwner = action != AuditAction.KeyLeaked && !current.IsOperator && (!current.IsAuthenticated || current.UserId == owner);
        if (!isOwner)
        {
            LogByAnother(current.UserId.Value, action, owner.Value);
        }

        db.AuditEvents.Add(AuditEvent.Create(owner, action, subject, isOwner ? OwnOrigin(current) : OthersOrigin(current), time.Now()));
    }

    private AuditOrigin OwnOrigin(Caller current)
    {
        var device = new Device(client.Address, Storable(client.UserAgent));
        return current.IsAuthenticated ? new AuditOrigin(device, KindOf(current.Credential), current.CredentialId) : new AuditOrigin(device, null, null);
    }

    // Where somebody else is, and by what they came in, is not for the owner to read.
    private static AuditOrigin OthersOrigin(Caller current) =>
        new(new Device(string.Empty, string.Empty), current.IsAdministrator ? Administrator : null, null);

    [LoggerMessage(Level = LogLevel.Information, Message = "{ActorId} has done {Action} to the account {OwnerId}")]
    private partial void LogByAnother(string actorId, AuditAction action, string ownerId);

    private static string KindOf(Credential credential) => credential == Credential.ApiKey ? "apiKey" : "session";

    // A header cannot hold U+0000 over HTTP; PostgreSQL would refuse it.
    private static string Storable(string text) => text.Replace("\0", string.Empty, StringComparison.Ordinal);
}

/// <summary>Forgets old entries of the audit log.</summary>
internal sealed class SweepAudit(IAccountsDb db, IUnitOfWork unitOfWork, TimeProvider time, IOptions<AuditOptions> options) : IScheduledJob
{
    // Other writers wait for a unit of work on SQLite, so none is long.
    private const int AtOnce = 1000;

    public string Name => "sweep-audit";

    public string Description => "Forgets entries of the audit log past their time.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var before = time.Now().AddDays(-options.Value.KeepDays);
        var (total, deleted) = (0, 0);
        do
        {
            var batch = await unitOfWork.ExecuteAsync<int>(async token => await DeleteAsync(before, token), cancellationToken);
            deleted = batch.Value;
            total += deleted;
        }
        while (deleted == AtOnce);

        return $"Forgot {total} entries.";
    }

    private Task<int> DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var oldest = db.AuditEvents.Where(row => row.CreatedAt < before).OrderBy(row => row.CreatedAt).Take(AtOnce).Select(row => row.Id);
        return db.AuditEvents.Where(row => oldest.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}

namespace Picora.Domain.Accounts.Contracts;

/// <summary>What the owner of an account can look up later: everything that decides who may act in their name.</summary>
public enum AuditAction
{
    AccountRegistered,
    AccountLocked,
    SessionOpened,
    SessionEnded,
    SessionsEnded,
    SessionStolen,
    PasswordSet,
    PasswordChanged,
    PasswordReset,
    EmailChangeRequested,
    EmailChanged,
    IdentityLinked,
    IdentityUnlinked,
    TotpEnabled,
    TotpDisabled,
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    PasskeyAdded,
    PasskeyRemoved,
    KeyCreated,
    KeyChanged,
    KeyRotated,
    KeyRevoked,
    KeyLeaked,
    KeyExported,
    PlanChanged,
    QuotaChanged,
    RoleChanged,
    AccountBanned,
    AccountUnbanned,
    ExportRequested,
    AgeConfirmed,
    MediaRestricted,
    MediaWithheld,
    MediaReturned,
    ReportDecided,
}

/// <summary>The texts of the actions, which clients and stored rows know them by. None is ever renamed.</summary>
public static class AuditActions
{
    public const int MaxNameLength = 40;

    private static readonly Dictionary<AuditAction, string> Names = new()
    {
        [AuditAction.AccountRegistered] = "account.registered",
        [AuditAction.AccountLocked] = "account.locked",
        [AuditAction.SessionOpened] = "session.opened",
        [AuditAction.SessionEnded] = "session.ended",
        [AuditAction.SessionsEnded] = "sessions.ended",
        [AuditAction.SessionStolen] = "session.stolen",
        [AuditAction.PasswordSet] = "password.set",
        [AuditAction.PasswordChanged] = "password.changed",
        [AuditAction.PasswordReset] = "password.reset",
        [AuditAction.EmailChangeRequested] = "email.change_requested",
        [AuditAction.EmailChanged] = "email.changed",
        [AuditAction.IdentityLinked] = "identity.linked",
        [AuditAction.IdentityUnlinked] = "identity.unlinked",
        [AuditAction.TotpEnabled] = "totp.enabled",
        [AuditAction.TotpDisabled] = "totp.disabled",
        [AuditAction.RecoveryCodesRenewed] = "recovery_codes.renewed",
        [AuditAction.RecoveryCodeUsed] = "recovery_code.used",
        [AuditAction.PasskeyAdded] = "passkey.added",
        [AuditAction.PasskeyRemoved] = "passkey.removed",
        [AuditAction.KeyCreated] = "key.created",
        [AuditAction.KeyChanged] = "key.changed",
        [AuditAction.KeyRotated] = "key.rotated",
        [AuditAction.KeyRevoked] = "key.revoked",
        [AuditAction.KeyLeaked] = "key.leaked",
        [AuditAction.KeyExported] = "key.exported",
        [AuditAction.PlanChanged] = "plan.changed",
        [AuditAction.QuotaChanged] = "quota.changed",
        [AuditAction.RoleChanged] = "role.changed",
        [AuditAction.AccountBanned] = "account.banned",
        [AuditAction.AccountUnbanned] = "account.unbanned",
        [AuditAction.ExportRequested] = "export.requested",
        [AuditAction.AgeConfirmed] = "age.confirmed",
        [AuditAction.MediaRestricted] = "media.restricted",
        [AuditAction.MediaWithheld] = "media.withheld",
        [AuditAction.MediaReturned] = "media.returned",
        [AuditAction.ReportDecided] = "report.decided",
    };

    private static readonly Dictionary<string, AuditAction> Actions = Names.ToDictionary(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal);

    public static string ToName(this AuditAction action) => Names[action];

    /// <summary>For values that the database holds.</summary>
    public static AuditAction FromName(string name) => Actions[name];
}

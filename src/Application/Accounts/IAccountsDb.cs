using Microsoft.EntityFrameworkCore;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Factors;
using Picora.Domain.Accounts.Passkeys;

namespace Picora.Application.Accounts;

/// <summary>The accounts module's tables.</summary>
public interface IAccountsDb
{
    DbSet<User> Users { get; }

    DbSet<Session> Sessions { get; }

    DbSet<RefreshToken> RefreshTokens { get; }

    DbSet<VerificationCode> VerificationCodes { get; }

    DbSet<ApiKey> ApiKeys { get; }

    DbSet<SignInGuard> SignInGuards { get; }

    DbSet<KnownDevice> KnownDevices { get; }

    DbSet<Identity> Identities { get; }

    DbSet<Avatar> Avatars { get; }

    DbSet<ExportToken> ExportTokens { get; }

    DbSet<AuditEvent> AuditEvents { get; }

    DbSet<Ticket> Tickets { get; }

    DbSet<TotpFactor> TotpFactors { get; }

    DbSet<RecoveryCode> RecoveryCodes { get; }

    DbSet<Passkey> Passkeys { get; }

    DbSet<Installation> Installation { get; }
}

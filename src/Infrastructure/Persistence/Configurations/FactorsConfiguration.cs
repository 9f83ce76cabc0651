using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Factors;
using Picora.Domain.Accounts.Passkeys;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class TicketConfiguration : IEntityTypeConfiguration<Ticket>
{
    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("sign_in_tickets");
        builder.HasKey(ticket => ticket.Hash);
        builder.Property(ticket => ticket.State).HasMaxLength(Ticket.MaxStateLength);
        builder.HasOne<User>().WithMany().HasForeignKey(ticket => ticket.UserId).OnDelete(DeleteBehavior.Cascade);

        // What has run out, for the sweeper.
        builder.HasIndex(ticket => ticket.ExpiresAt);
    }
}

internal sealed class TotpFactorConfiguration : IEntityTypeConfiguration<TotpFactor>
{
    public void Configure(EntityTypeBuilder<TotpFactor> builder)
    {
        builder.ToTable("totp_factors");
        builder.HasKey(factor => factor.UserId);
        builder.Property(factor => factor.SealedSecret).HasMaxLength(TotpFactor.MaxSecretLength);
        builder.HasOne<User>().WithOne().HasForeignKey<TotpFactor>(factor => factor.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasKey(code => new { code.UserId, code.Hash });
        builder.HasOne<User>().WithMany().HasForeignKey(code => code.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("passkeys");
        builder.HasKey(passkey => passkey.Id);
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(Passkey.MaxCredentialIdLength);
        builder.Property(passkey => passkey.PublicKey).HasMaxLength(Passkey.MaxPublicKeyLength);
        builder.Property(passkey => passkey.Transports).HasMaxLength(Passkey.MaxTransportsLength);
        builder.Property(passkey => passkey.Name).HasMaxLength(Passkey.MaxNameLength);
        builder.Ignore(passkey => passkey.Credential);
        builder.HasOne<User>().WithMany().HasForeignKey(passkey => passkey.UserId).OnDelete(DeleteBehavior.Cascade);

        // A credential belongs to one person.
        builder.HasIndex(passkey => passkey.CredentialHash).IsUnique();
        builder.HasIndex(passkey => new { passkey.UserId, passkey.CreatedAt, passkey.Id });
    }
}

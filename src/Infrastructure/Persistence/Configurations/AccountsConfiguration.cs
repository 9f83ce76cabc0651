using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.HasKey(user => user.Id);
        builder.Property(user => user.Nickname).HasMaxLength(User.MaxNicknameLength);
        builder.Property(user => user.PasswordHash).HasMaxLength(User.MaxPasswordHashLength);
        builder.Property(user => user.AvatarUrl).HasMaxLength(User.MaxAvatarUrlLength);
        builder.Property(user => user.DocVersioningMax).HasDefaultValue(User.DefaultDocVersions);

        // Decides races between equal sign-ups, and finds people who sign in.
        builder.HasIndex(user => user.Email).IsUnique();

        // Administrators' list, and plans that end.
        builder.HasIndex(user => new { user.CreatedAt, user.Id });
        builder.HasIndex(user => user.PlanExpiresAt);
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.UserAgent).HasMaxLength(Session.MaxUserAgentLength);
        builder.Property(session => session.Address).HasMaxLength(Session.MaxAddressLength);
        builder.HasOne<User>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany<RefreshToken>().WithOne().HasForeignKey(token => token.SessionId).OnDelete(DeleteBehavior.Cascade);

        // What has run out, for the sweeper.
        builder.HasIndex(session => session.ExpiresAt);
    }
}

internal sealed class RefreshTokenConfiguration : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.ToTable("refresh_tokens");
        builder.HasKey(token => token.Hash);
        builder.HasIndex(token => token.ExpiresAt);
    }
}

internal sealed class VerificationCodeConfiguration : IEntityTypeConfiguration<VerificationCode>
{
    public void Configure(EntityTypeBuilder<VerificationCode> builder)
    {
        builder.ToTable("verification_codes");
        builder.HasKey(code => code.Id);
        builder.Property(code => code.Id).HasMaxLength(NanoId.Long);
        builder.Property(code => code.Network).HasMaxLength(VerificationCode.MaxNetworkLength);

        // What each limit counts.
        builder.HasIndex(code => new { code.Email, code.CreatedAt });
        builder.HasIndex(code => new { code.Network, code.CreatedAt });
        builder.HasIndex(code => code.CreatedAt);
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Prefix).HasMaxLength(ApiKeySecret.PrefixLength);
        builder.Property(key => key.Last).HasMaxLength(ApiKeySecret.LastLength);
        builder.Property(key => key.Name).HasMaxLength(ApiKey.MaxNameLength);
        builder.Property(key => key.Description).HasMaxLength(ApiKey.MaxDescriptionLength);
        builder.Property(key => key.LastAddress).HasMaxLength(Session.MaxAddressLength);
        builder.Property(key => key.LastUserAgent).HasMaxLength(Session.MaxUserAgentLength);
        builder.HasOne<User>().WithMany().HasForeignKey(key => key.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(key => key.Hash).IsUnique();
        builder.HasIndex(key => new { key.OwnerId, key.CreatedAt, key.Id });
        builder.HasIndex(key => key.SuccessorId);
    }
}

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("audit_events");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Subject).HasMaxLength(AuditEvent.MaxSubjectLength);
        builder.Property(row => row.Address).HasMaxLength(Session.MaxAddressLength);
        builder.Property(row => row.UserAgent).HasMaxLength(Session.MaxUserAgentLength);
        builder.Property(row => row.Credential).HasMaxLength(AuditEvent.MaxCredentialLength);
        builder.Property(row => row.CredentialId).HasMaxLength(NanoId.Long);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => new { row.OwnerId, row.CreatedAt, row.Id });

        // What is past its time, for the sweeper.
        builder.HasIndex(row => row.CreatedAt);
    }
}

internal sealed class ExportTokenConfiguration : IEntityTypeConfiguration<ExportToken>
{
    public void Configure(EntityTypeBuilder<ExportToken> builder)
    {
        builder.ToTable("export_tokens");
        builder.HasKey(token => token.Hash);
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(token => token.KeyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(token => token.ExpiresAt);
    }
}

internal sealed class InstallationConfiguration : IEntityTypeConfiguration<Installation>
{
    public void Configure(EntityTypeBuilder<Installation> builder)
    {
        builder.ToTable("installation");
        builder.HasKey(installation => installation.Id);
        builder.Property(installation => installation.Id).ValueGeneratedNever();
        builder.HasData(new { Id = Installation.TheId, CodesIssued = 0L });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class SignInGuardConfiguration : IEntityTypeConfiguration<SignInGuard>
{
    public void Configure(EntityTypeBuilder<SignInGuard> builder)
    {
        builder.ToTable("sign_in_guards");
        builder.HasKey(guard => guard.Key);

        // What has run out, for the sweeper.
        builder.HasIndex(guard => guard.LastAt);
    }
}

internal sealed class KnownDeviceConfiguration : IEntityTypeConfiguration<KnownDevice>
{
    public void Configure(EntityTypeBuilder<KnownDevice> builder)
    {
        builder.ToTable("known_devices");
        builder.HasKey(device => new { device.TokenHash, device.UserId });
        builder.HasOne<User>().WithMany().HasForeignKey(device => device.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(device => device.LastSeenAt);
    }
}

internal sealed class IdentityConfiguration : IEntityTypeConfiguration<Identity>
{
    public void Configure(EntityTypeBuilder<Identity> builder)
    {
        builder.ToTable("identities");
        builder.HasKey(identity => identity.Id);
        builder.Property(identity => identity.Id).HasMaxLength(NanoId.Long);
        builder.Property(identity => identity.Provider).HasMaxLength(Identity.MaxProviderLength);
        builder.Property(identity => identity.Subject).HasMaxLength(Identity.MaxSubjectLength);
        builder.Property(identity => identity.Name).HasMaxLength(Identity.MaxNameLength);
        builder.HasOne<User>().WithMany().HasForeignKey(identity => identity.UserId).OnDelete(DeleteBehavior.Cascade);

        // One person per account elsewhere: decides races between equal links.
        builder.HasIndex(identity => new { identity.Provider, identity.Subject }).IsUnique();
    }
}

internal sealed class AvatarConfiguration : IEntityTypeConfiguration<Avatar>
{
    public void Configure(EntityTypeBuilder<Avatar> builder)
    {
        builder.ToTable("avatars");
        builder.HasKey(avatar => avatar.UserId);
        builder.HasOne<User>().WithOne().HasForeignKey<Avatar>(avatar => avatar.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

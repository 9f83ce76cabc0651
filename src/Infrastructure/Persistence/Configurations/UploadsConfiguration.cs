using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Picora.Domain;
using Picora.Domain.Uploads;

namespace Picora.Infrastructure.Persistence.Configurations;

internal sealed class UploadReservationConfiguration : IEntityTypeConfiguration<UploadReservation>
{
    public void Configure(EntityTypeBuilder<UploadReservation> builder)
    {
        builder.ToTable("upload_reservations");
        builder.HasKey(reservation => reservation.Id);
        builder.Property(reservation => reservation.Id).HasMaxLength(NanoId.Long);
        builder.HasIndex(reservation => reservation.Deadline);
        builder.HasIndex(reservation => new { reservation.OwnerId, reservation.Quota });
    }
}

internal sealed class UploadSessionConfiguration : IEntityTypeConfiguration<UploadSession>
{
    public void Configure(EntityTypeBuilder<UploadSession> builder)
    {
        builder.ToTable("upload_sessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).HasMaxLength(NanoId.Long);
        builder.Property(session => session.MediumId).HasMaxLength(NanoId.Long);
        builder.Property(session => session.Metadata).HasMaxLength(UploadMetadata.MaxLength);
        builder.Property(session => session.Outcome).HasMaxLength(UploadSession.MaxOutcomeLength);
        builder.Property(session => session.LeaseToken).HasMaxLength(NanoId.Long);
        builder.Ignore(session => session.IsComplete);
        builder.HasIndex(session => session.OwnerId);
        builder.HasIndex(session => session.MediumId);
        builder.HasIndex(session => session.ExpiresAt);
    }
}

internal sealed class DoomedObjectConfiguration : IEntityTypeConfiguration<DoomedObject>
{
    public void Configure(EntityTypeBuilder<DoomedObject> builder)
    {
        builder.ToTable("doomed_objects");
        builder.HasKey(doomed => doomed.Key);
        builder.HasIndex(doomed => doomed.CreatedAt);
    }
}

internal sealed class ObjectHoldConfiguration : IEntityTypeConfiguration<ObjectHold>
{
    public void Configure(EntityTypeBuilder<ObjectHold> builder)
    {
        builder.ToTable("object_holds");
        builder.HasKey(hold => hold.Id);
        builder.Property(hold => hold.Id).HasMaxLength(NanoId.Long);
    }
}

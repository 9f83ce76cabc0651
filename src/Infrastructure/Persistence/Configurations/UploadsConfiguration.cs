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

internal sealed class DoomedObjectConfiguration : IEntityTypeConfiguration<DoomedObject>
{
    public void Configure(EntityTypeBuilder<DoomedObject> builder)
    {
        builder.ToTable("doomed_objects");
        builder.HasKey(doomed => doomed.Key);
        builder.HasIndex(doomed => doomed.CreatedAt);
    }
}

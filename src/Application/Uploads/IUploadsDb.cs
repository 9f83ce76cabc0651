using Microsoft.EntityFrameworkCore;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads;

/// <summary>The uploads module's tables.</summary>
public interface IUploadsDb
{
    DbSet<UploadReservation> UploadReservations { get; }

    DbSet<UploadSession> UploadSessions { get; }

    DbSet<DoomedObject> DoomedObjects { get; }

    DbSet<ObjectHold> ObjectHolds { get; }
}

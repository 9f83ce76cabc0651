using Microsoft.EntityFrameworkCore;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Uploads;

internal sealed class HeldBytes(IUploadsDb db) : IHeldBytes
{
    public Task<long> OfAsync(UserId owner, QuotaType type, CancellationToken cancellationToken) =>
        db.UploadReservations.Where(reservation => reservation.OwnerId == owner && reservation.Quota == type)
            .SumAsync(reservation => reservation.HeldBytes, cancellationToken);
}

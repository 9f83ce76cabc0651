using Microsoft.EntityFrameworkCore;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Uploads;

internal sealed class HeldBytes(IUploadsDb db) : IHeldBytes
{
    public async Task<IReadOnlyDictionary<UserId, long>> OfAsync(
        IReadOnlyCollection<UserId> owners, QuotaType type, CancellationToken cancellationToken) =>
        await db.UploadReservations.Where(reservation => owners.Contains(reservation.OwnerId) && reservation.Quota == type)
            .GroupBy(reservation => reservation.OwnerId)
            .Select(group => new { Owner = group.Key, Bytes = group.Sum(reservation => reservation.HeldBytes) })
            .ToDictionaryAsync(row => row.Owner, row => row.Bytes, cancellationToken);
}

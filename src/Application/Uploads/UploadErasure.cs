using Microsoft.EntityFrameworkCore;
using Picora.Application.Privacy.Contracts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Uploads;

/// <summary>Uploads that somebody who leaves has not finished: they are taken back, and whoever still sends finds them gone.</summary>
internal sealed class UploadErasure(IUploadsDb db, UploadReservations reservations) : IErasable
{
    public string Name => "uploads";

    public ErasureStage Stage => ErasureStage.Uploads;

    public async Task<Erased> EraseSomeAsync(UserId owner, int most, CancellationToken cancellationToken)
    {
        var open = await db.UploadReservations.AsNoTracking().Where(reservation => reservation.OwnerId == owner)
            .OrderBy(reservation => reservation.Id).Take(most).Select(reservation => reservation.Id).ToListAsync(cancellationToken);
        var taken = 0;
        foreach (var id in open)
        {
            taken += (await reservations.TakeBackAsync(id, cancellationToken)).IsSuccess ? 1 : 0;
        }

        await db.UploadSessions.Where(session => session.OwnerId == owner).ExecuteDeleteAsync(cancellationToken);
        return new Erased(taken, 0);
    }
}

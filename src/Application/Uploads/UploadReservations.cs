using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads;

/// <summary>The statements on reservations; each runs inside a unit of work, but for the quick one, which is one. Whoever deletes a reservation's row decides the upload's fate.</summary>
internal sealed class UploadReservations(
    IUploadsDb db, IReservationFastPath fastPath, IQuotaLedger ledger, IObjectDisposal disposal, IOptions<UploadsOptions> options, TimeProvider time)
{
    private TimeSpan Lifetime => TimeSpan.FromSeconds(options.Value.ReservationSeconds);

    public UploadReservation New(UploadOrder order) =>
        UploadReservation.Create(order.Owner, order.Quota, order.LeastBytes ?? 0, time.Now(), Lifetime);

    public Task<bool> TryAddQuicklyAsync(UploadReservation reservation, Plan plan) => fastPath.TryReserveAsync(reservation, plan);

    public async Task<Result<Success>> AddAsync(UploadReservation reservation, Plan plan, CancellationToken cancellationToken)
    {
        var held = await ledger.HoldAsync(reservation.OwnerId, plan, reservation.Quota, reservation.HeldBytes, cancellationToken);
        db.UploadReservations.Add(reservation);
        return held;
    }

    public async Task<Result<Success>> RenewAsync(string id, CancellationToken cancellationToken)
    {
        var deadline = time.Now() + Lifetime;
        await db.UploadReservations.Where(reservation => reservation.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(reservation => reservation.Deadline, deadline), cancellationToken);
        return Success.Value;
    }

    /// <summary><c>UPLOAD_EXPIRED</c> when the sweeper was first.</summary>
    public async Task<Result<Success>> SettleAsync(ReceivedUpload upload, CancellationToken cancellationToken)
    {
        var deleted = await db.UploadReservations.Where(reservation => reservation.Id == upload.ReservationId).ExecuteDeleteAsync(cancellationToken);
        return deleted == 1
            ? await ledger.SettleAsync(upload.Owner, upload.Plan, upload.Quota, upload.HeldBytes, upload.SizeBytes, cancellationToken)
            : UploadErrors.Expired;
    }

    /// <summary>Gives the hold back and dooms the bytes; <c>UPLOAD_EXPIRED</c> when the reservation is gone already.</summary>
    public async Task<Result<Success>> TakeBackAsync(string id, CancellationToken cancellationToken)
    {
        var reservation = await db.UploadReservations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        var deleted = await db.UploadReservations.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken);
        if (reservation is null || deleted == 0)
        {
            return UploadErrors.Expired;
        }

        await ledger.ReleaseAsync(reservation.OwnerId, reservation.Quota, reservation.HeldBytes, cancellationToken);
        disposal.Doom([reservation.Key]);
        return Success.Value;
    }

    public Task<List<string>> ExpiredAsync(int most, CancellationToken cancellationToken)
    {
        var now = time.Now();
        return db.UploadReservations.Where(reservation => reservation.Deadline < now).OrderBy(reservation => reservation.Deadline)
            .Select(reservation => reservation.Id).Take(most).ToListAsync(cancellationToken);
    }
}

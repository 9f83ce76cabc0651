using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Quotas.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads;

internal sealed partial class UploadIntake(
    IUnitOfWork unitOfWork,
    UploadReservations reservations,
    IObjectStorage storage,
    IObjectDisposal disposal,
    IOptions<UploadsOptions> options,
    ILogger<UploadIntake> logger) : IUploadIntake
{
    public async Task<Result<T>> TakeInAsync<T>(
        UploadOrder order, Stream content, Func<ReceivedUpload, CancellationToken, Task<Result<T>>> complete, CancellationToken cancellationToken)
        where T : IUploadOutcome
    {
        if (order.LeastBytes > order.MaxBytes)
        {
            return UploadErrors.TooLarge(order.MaxBytes);
        }

        var reservation = reservations.New(order);
        // A large file is refused before it is sent; a small one, which nothing is held for, may begin to arrive meanwhile.
        await using var ahead = reservation.HeldBytes == 0 ? new ReadAheadStream(content, cancellationToken) : null;
        var reserved = await ReserveAsync(reservation, order.Plan, cancellationToken);
        return reserved.IsSuccess
            ? await TakeInAsync(reservation, order, ahead ?? content, complete, cancellationToken)
            : reserved.Error;
    }

    public Task<Result<Success>> SettleAsync(ReceivedUpload upload, CancellationToken cancellationToken) =>
        reservations.SettleAsync(upload, cancellationToken);

    public Task<Result<Success>> DiscardAsync(ReceivedUpload upload, CancellationToken cancellationToken) =>
        reservations.TakeBackAsync(upload.ReservationId, cancellationToken);

    private async Task<Result<Success>> ReserveAsync(UploadReservation reservation, Plan plan, CancellationToken cancellationToken) =>
        await reservations.TryAddQuicklyAsync(reservation, plan)
            ? Success.Value
            : await unitOfWork.ExecuteAsync(token => reservations.AddAsync(reservation, plan, token), cancellationToken);

    private async Task<Result<T>> TakeInAsync<T>(
        UploadReservation reservation,
        UploadOrder order,
        Stream content,
        Func<ReceivedUpload, CancellationToken, Task<Result<T>>> complete,
        CancellationToken cancellationToken)
        where T : IUploadOutcome
    {
        var completed = false;
        try
        {
            var received = await ReceiveAsync(reservation, order, content, cancellationToken);
            var result = received.IsSuccess ? await complete(received.Value, cancellationToken) : received.Error;
            completed = result.IsSuccess;
            if (result is { IsSuccess: true, Value.Kept: false })
            {
                await disposal.RemoveAsync([reservation.Key], CancellationToken.None);
            }

            return result;
        }
        finally
        {
            if (!completed)
            {
                await TakeBackAsync(reservation);
            }
        }
    }

    private async Task<Result<ReceivedUpload>> ReceiveAsync(
        UploadReservation reservation, UploadOrder order, Stream content, CancellationToken cancellationToken)
    {
        var renewal = new ReservationRenewal(options.Value.ReservationSeconds, token => RenewAsync(reservation, token));
        await using var measured = new MeasuredStream(content, order.MaxBytes, renewal.OnProgressAsync);
        try
        {
            var size = await storage.PutAsync(reservation.Key, measured, cancellationToken);
            return new ReceivedUpload(reservation.Id, order.Owner, order.Plan, order.Quota, reservation.HeldBytes, reservation.Key, measured.Finish(), size);
        }
        catch (UploadTooLargeException)
        {
            return UploadErrors.TooLarge(order.MaxBytes);
        }
        catch (BrokenUploadException broken)
        {
            return broken.Error;
        }
    }

    private Task<Result<Success>> RenewAsync(UploadReservation reservation, CancellationToken cancellationToken) =>
        unitOfWork.ExecuteAsync(token => reservations.RenewAsync(reservation.Id, token), cancellationToken);

    // Runs for clients that have gone, too, so their token does not count. What fails here the sweeper does later.
    private async Task TakeBackAsync(UploadReservation reservation)
    {
        try
        {
            var taken = await unitOfWork.ExecuteAsync(token => reservations.TakeBackAsync(reservation.Id, token), CancellationToken.None);
            if (taken.IsSuccess)
            {
                await disposal.RemoveAsync([reservation.Key], CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            LogLeftToSweeper(exception, reservation.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upload {ReservationId} could not be taken back; the sweeper will")]
    private partial void LogLeftToSweeper(Exception exception, string reservationId);
}

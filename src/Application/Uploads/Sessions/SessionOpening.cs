using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;
using Picora.Domain.Media.Contracts;
using Picora.Domain.Uploads;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Uploads.Sessions;

/// <summary>An upload that is to begin.</summary>
internal sealed record NewSession(MediaKind Kind, UploadWay Way, UploadOrder Order, long Length, UploadMetadata Metadata)
{
    public ContentHash? ExpectedHash { get; init; }
}

/// <summary>Begins uploads over several requests: the hold of the whole length, and the session, in one transaction.</summary>
internal sealed class SessionOpening(
    IUploadsDb db, MediaArrivals arrivals, UploadReservations reservations, IUnitOfWork unitOfWork, IOptions<UploadSessionOptions> options, TimeProvider time)
{
    /// <summary>503 when the server could do nothing with the file in the end: nobody is to send gigabytes to learn that.</summary>
    public async Task<Result<UploadSession>> OpenAsync(NewSession asked, CancellationToken cancellationToken)
    {
        var (order, most) = (asked.Order, Math.Min(asked.Order.MaxBytes, options.Value.MaxBytes));
        if (asked.Length > most)
        {
            return UploadErrors.TooLarge(most);
        }

        if (arrivals.Find(asked.Kind) is { } arrival && await arrival.CheckServerAsync(cancellationToken) is { } obstacle)
        {
            return obstacle;
        }

        var seconds = asked.Way == UploadWay.Tus ? options.Value.LifetimeSeconds : options.Value.PresignSeconds;
        var reservation = UploadReservation.Create(order.Owner, order.Quota, asked.Length, time.Now(), TimeSpan.FromSeconds(seconds));
        var session = UploadSession.Create(reservation, order.Plan, asked.Kind, asked.Way, asked.Metadata.ToString());
        session.Expect(asked.ExpectedHash);
        return await unitOfWork.ExecuteAsync<UploadSession>(
            async token =>
            {
                var held = await reservations.AddAsync(reservation, order.Plan, token);
                db.UploadSessions.Add(session);
                return held.Map(_ => session);
            },
            cancellationToken);
    }
}

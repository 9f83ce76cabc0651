using Picora.Application.Media;
using Picora.Application.Uploads;
using Picora.Application.Uploads.Contracts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Uploads;

namespace Picora.Infrastructure.Persistence;

/// <summary>On a database server: every write goes the general way.</summary>
internal sealed class NoFastPath : IReservationFastPath, IImageFastPath
{
    public Task<bool> TryReserveAsync(UploadReservation reservation, Plan plan) => Task.FromResult(false);

    public Task<bool> TryAddAsync(ReceivedUpload upload, Image image) => Task.FromResult(false);
}

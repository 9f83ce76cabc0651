using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads;

namespace Picora.Application.Uploads;

/// <summary>A quicker way to reserve, where the engine has one, for the usual case: the plan is active and there is room.</summary>
public interface IReservationFastPath
{
    /// <summary>Holds the bytes and writes the reservation, durably, in one transaction. False: nothing was written, and the general way has to find out why.</summary>
    Task<bool> TryReserveAsync(UploadReservation reservation, Plan plan);
}

using Picora.Application.Uploads.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media;

/// <summary>A quicker way to add a picture, where the engine has one, for the usual case: no twin, and there is room.</summary>
public interface IImageFastPath
{
    /// <summary>
    /// Ends the reservation, charges the quota and adds the picture, durably, in one transaction. False: nothing was written, and the general way
    /// has to find out why.
    /// </summary>
    Task<bool> TryAddAsync(ReceivedUpload upload, Image image);
}

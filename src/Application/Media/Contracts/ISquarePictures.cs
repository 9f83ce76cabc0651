using Picora.Domain;

namespace Picora.Application.Media.Contracts;

/// <summary>Makes small square pictures of files that strangers sent, in a worker process.</summary>
public interface ISquarePictures
{
    /// <summary>
    /// A still WebP of the picture's middle; nothing of the file itself is kept. <c>VALIDATION_ERROR</c> for what is no JPEG, PNG, WebP or GIF,
    /// otherwise the failures of inspection and rendering.
    /// </summary>
    /// <param name="ownerId">Names the file while it is worked on.</param>
    /// <param name="side">In pixels.</param>
    Task<Result<byte[]>> MakeAsync(byte[] file, string ownerId, int side, CancellationToken cancellationToken);
}

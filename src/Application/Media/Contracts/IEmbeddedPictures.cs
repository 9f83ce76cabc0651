using Picora.Application.Uploads.Contracts;
using Picora.Domain;

namespace Picora.Application.Media.Contracts;

/// <summary>Pictures that come in as parts of something else, which their owner did not choose to upload one by one.</summary>
public interface IEmbeddedPictures
{
    /// <summary>What the caller may send and what pays for it. 403 <c>INSUFFICIENT_SCOPE</c> for a credential that may not add pictures.</summary>
    /// <param name="bytes">What the picture has.</param>
    Result<UploadOrder> Order(long bytes);

    /// <summary>
    /// Looks at the stored bytes and adds the picture, or finds its twin: that one keeps all that its owner made it, visibility included, and
    /// is only taken out of the trash when it lies there.
    /// </summary>
    /// <param name="fileName">Hostile until normalised.</param>
    /// <param name="isPublic">Of a picture that is new.</param>
    Task<Result<ArrivedMedium>> TakeAsync(ReceivedUpload upload, string fileName, bool isPublic, CancellationToken cancellationToken);
}

using Picora.Api.Documentation;
using Picora.Application.Media.Contracts;

namespace Picora.Api.Endpoints.Uploads;

internal static class PresignedExamples
{
    private const string Id = "V1StGXR8_Z5jdHi6B-myT";
    private const string Hash = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c";

    public static readonly object Order = new { filename = "sunset.jpg", contentType = "image/jpeg", bytes = 482_113, sha256 = Hash, title = "Sunset", isPublic = true };

    public static readonly object Finish = new { uploadId = Id };

    public static readonly PresignedAddress Presigned = new(
        Id, $"https://api.example.org/v1/uploads/direct/{Id}?exp=1767690000&sig=Qw3rTy7uIo1.n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg", "PUT", Samples.Now.AddHours(1));

    public static readonly ReceivedFile Received = new(Id, 482_113, Hash, "received");

    public static readonly MediaItem Item = new(
        "Qw3rTy7uIo1", "image", "sunset.jpg", "Sunset", 482_113, "image/jpeg", "ready", IsPublic: true, ["travel"], Samples.Now, Samples.Now)
    {
        Url = "https://media.example.org/Qw3rTy7uIo1.jpg",
        ThumbnailUrl = "https://media.example.org/Qw3rTy7uIo1/thumbnail.webp",
        Width = 1920,
        Height = 1080,
    };
}

using Picora.Domain;

namespace Picora.Application.Uploads;

internal static class UploadErrors
{
    public static readonly Error Expired =
        new(ErrorKind.Conflict, "UPLOAD_EXPIRED", "The upload took too long and was given up; send it again");

    public static Error TooLarge(long maxBytes) => new Error(
        ErrorKind.PayloadTooLarge, "PAYLOAD_TOO_LARGE", $"The file is larger than {maxBytes} bytes").With("maxBytes", maxBytes);
}

using Picora.Domain;

namespace Picora.Application.Uploads.Sessions;

internal static class SessionErrors
{
    public static readonly Error NotFound = Error.NotFound("Upload not found");

    public static readonly Error Locked = new Error(
        ErrorKind.Locked, "UPLOAD_LOCKED", "This upload is being written to by another request; try again in a moment").With("retryAfterSec", 1);

    public static readonly Error ChecksumMismatch = new(
        ErrorKind.ChecksumMismatch, "UPLOAD_CHECKSUM_MISMATCH", "The bytes do not have the checksum that Upload-Checksum names; send them again");

    public static readonly Error NotReceived = new(
        ErrorKind.Conflict, "UPLOAD_NOT_RECEIVED", "The bytes of this upload have not arrived; send them first");

    public static readonly Error Finished = new(
        ErrorKind.Conflict, "UPLOAD_FINISHED", "This upload is finished; nothing can be sent to it any more");

    public static readonly Error HashMismatch = new(
        ErrorKind.Validation, "UPLOAD_HASH_MISMATCH", "The file has another SHA-256 than was announced");

    public static readonly Error NotSigned = new(
        ErrorKind.Forbidden, "FORBIDDEN", "Forbidden: the address is not signed as it stands, or has expired");

    public static readonly Error NoKind = Error.Validation(
        "resourceType", "Say what the file is: resourceType is image, video or audio, or the type of the file begins with one of these.");

    public static Error OffsetMismatch(long offset) => new Error(
        ErrorKind.Conflict, "UPLOAD_OFFSET_MISMATCH", "Upload-Offset is not where the upload stands; ask for it and go on from there").With("offset", offset);

    public static Error SizeMismatch(long announced, long received) => new Error(
        ErrorKind.Validation, "UPLOAD_SIZE_MISMATCH", "The file has another size than was announced").With("announced", announced).With("received", received);
}

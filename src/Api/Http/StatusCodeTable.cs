using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>The one place where a kind of failure becomes a status code, and a framework's bare status code a failure.</summary>
internal static class StatusCodeTable
{
    // Of tus 1.0.0; HTTP itself has none.
    private const int ChecksumMismatch = 460;

    public static int ToStatusCode(this ErrorKind kind) => kind switch
    {
        ErrorKind.BadRequest => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthorized => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Locked => StatusCodes.Status423Locked,
        ErrorKind.Gone => StatusCodes.Status410Gone,
        ErrorKind.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
        ErrorKind.PayloadTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
        ErrorKind.Validation => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.ChecksumMismatch => ChecksumMismatch,
        ErrorKind.TooManyRequests => StatusCodes.Status429TooManyRequests,
        ErrorKind.LegallyUnavailable => StatusCodes.Status451UnavailableForLegalReasons,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ErrorKind.InsufficientStorage => StatusCodes.Status507InsufficientStorage,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The code and the sentence for a status that the framework answered without a body.</summary>
    public static ErrorEntry Describe(int status) => ErrorCatalogue.Find(CodeOf(status))!;

    private static string CodeOf(int status) => status switch
    {
        401 => "UNAUTHORIZED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        405 => "METHOD_NOT_ALLOWED",
        406 => "NOT_ACCEPTABLE",
        408 => "REQUEST_TIMEOUT",
        411 => "LENGTH_REQUIRED",
        413 => "PAYLOAD_TOO_LARGE",
        414 => "URI_TOO_LONG",
        415 => "UNSUPPORTED_MEDIA_TYPE",
        431 => "HEADERS_TOO_LARGE",
        503 => "UNAVAILABLE",
        < 500 => "BAD_REQUEST",
        _ => "INTERNAL",
    };
}

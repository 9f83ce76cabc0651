using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>The one place where a kind of failure becomes a status code, and a framework's bare status code a failure.</summary>
internal static class StatusCodeTable
{
    public static int ToStatusCode(this ErrorKind kind) => kind switch
    {
        ErrorKind.BadRequest => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthorized => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.PayloadTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
        ErrorKind.Validation => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.TooManyRequests => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ErrorKind.InsufficientStorage => StatusCodes.Status507InsufficientStorage,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The code and the sentence for a status that the framework answered without a body.</summary>
    public static (string Code, string Message) Describe(int status) => status switch
    {
        400 => ("BAD_REQUEST", "The request is malformed"),
        401 => ("UNAUTHORIZED", "Unauthorized"),
        403 => ("FORBIDDEN", "Forbidden"),
        404 => ("NOT_FOUND", "There is nothing at this address"),
        405 => ("METHOD_NOT_ALLOWED", "This address does not take this method"),
        406 => ("NOT_ACCEPTABLE", "None of the accepted formats can be produced"),
        408 => ("REQUEST_TIMEOUT", "The request did not arrive in time"),
        411 => ("LENGTH_REQUIRED", "The request must say how long its body is"),
        413 => ("PAYLOAD_TOO_LARGE", "The request body is too large"),
        414 => ("URI_TOO_LONG", "The address is too long"),
        415 => ("UNSUPPORTED_MEDIA_TYPE", "The request body has the wrong content type"),
        431 => ("HEADERS_TOO_LARGE", "The request headers are too large"),
        503 => ("UNAVAILABLE", "The service is not available at the moment"),
        < 500 => ("BAD_REQUEST", "The request cannot be served"),
        _ => ("INTERNAL", "Something went wrong on our side; the request id helps to find out what"),
    };
}

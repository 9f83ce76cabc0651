namespace Picora.Domain;

/// <summary>Which family of failure an <see cref="Error"/> belongs to; one table in the API maps it to a status code.</summary>
public enum ErrorKind
{
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    Conflict,
    Locked,
    Gone,
    PreconditionFailed,
    PayloadTooLarge,
    UnsupportedMediaType,
    Validation,
    ChecksumMismatch,
    TooManyRequests,
    LegallyUnavailable,
    Unavailable,
    InsufficientStorage,
}

/// <summary>An expected failure.</summary>
/// <param name="Code">The stable machine code that clients branch on, such as <c>QUOTA_EXCEEDED</c>.</param>
/// <param name="Message">A sentence for a person; never contains a secret.</param>
/// <param name="Meta">Facts that a client can use, such as the limit that was hit.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message, IReadOnlyDictionary<string, object?>? Meta = null)
{
    public static Error Validation(string field, string message) =>
        new(ErrorKind.Validation, "VALIDATION_ERROR", message, Fields(field, message));

    public static Error NotFound(string message) => new(ErrorKind.NotFound, "NOT_FOUND", message);

    public Error With(string key, object? value) =>
        this with { Meta = new Dictionary<string, object?>(Meta ?? new Dictionary<string, object?>(StringComparer.Ordinal), StringComparer.Ordinal) { [key] = value } };

    private static Dictionary<string, object?> Fields(string field, string message) => new(StringComparer.Ordinal)
    {
        ["fields"] = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] },
    };
}

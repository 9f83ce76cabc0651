using Picora.Domain;

namespace Picora.Application.Idempotency;

internal static class IdempotencyErrors
{
    public static readonly Error Reused = new(
        ErrorKind.Validation, "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key was sent with another request already; take a new one");

    // A guess: most requests take far less.
    public static readonly Error InProgress = new Error(
        ErrorKind.Conflict, "IDEMPOTENCY_IN_PROGRESS", "The request with this Idempotency-Key is still being carried out; ask again").With("retryAfterSec", 1);

    public static readonly Error AnswerLost = new(
        ErrorKind.Conflict, "IDEMPOTENCY_ANSWER_LOST", "The request with this Idempotency-Key was carried out, but its answer can no longer be given; look at what is there");
}

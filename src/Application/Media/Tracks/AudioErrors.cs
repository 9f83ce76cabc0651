using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Tracks;

internal static class AudioErrors
{
    public static Error NotSupported(string mimeType) => Error.Validation("file", $"Audio MIME not supported: {mimeType}");

    public static Error TooLong(double seconds, int limit) => new Error(
        ErrorKind.Validation, "AUDIO_TOO_LONG", $"The audio is longer than the {limit} seconds that the plan allows").With("seconds", seconds).With("limit", limit);

    public static Error PlanRequired(Plan required, Plan plan) => new Error(ErrorKind.Forbidden, "PLAN_REQUIRED", $"Audio needs the plan {required.ToName()}")
        .With("required", required.ToName()).With("plan", plan.ToName());
}

using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>The Pichr-compatible surface below <c>/api/v1</c>: bare JSON, limits by plan and hour, and a status of its own for a full quota.</summary>
internal static class BareSurface
{
    public const string Prefix = "/api/v1";

    public static bool Covers(HttpContext context) => context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <param name="route">As the description has it, without the slash in front.</param>
    public static bool Covers(string? route) => route?.StartsWith(Prefix[1..], StringComparison.Ordinal) == true;

    public static int StatusOf(Error error) =>
        string.Equals(error.Code, "QUOTA_EXCEEDED", StringComparison.Ordinal) ? StatusCodes.Status402PaymentRequired : error.Kind.ToStatusCode();
}

using System.Globalization;
using Picora.Application.RateLimits.Contracts;

namespace Picora.Api.Http;

/// <summary>Says in an answer how the caller's limit stands (contract section 5.2). Written last, so that failures carry it, too.</summary>
/// <param name="EpochOnly">Without the trio whose reset is in seconds from now.</param>
internal sealed record RateLimitHeaders(HttpResponse Response, RateState State, bool EpochOnly, TimeProvider Time)
{
    public static Task WriteAsync(object state)
    {
        var (response, limit, epochOnly, time) = (RateLimitHeaders)state;
        var (most, left) = (Text(limit.Limit), Text(limit.Remaining));
        var headers = response.Headers;
        headers["X-RateLimit-Limit"] = most;
        headers["X-RateLimit-Remaining"] = left;
        headers["X-RateLimit-Reset"] = Text(limit.ResetAt.ToUnixTimeSeconds());
        if (!epochOnly)
        {
            headers["RateLimit-Limit"] = most;
            headers["RateLimit-Remaining"] = left;
            headers["RateLimit-Reset"] = Text(limit.SecondsUntilReset(time.GetUtcNow()));
        }

        return Task.CompletedTask;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

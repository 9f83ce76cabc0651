using System.Globalization;

namespace Picora.Api.Http;

/// <summary>
/// Says in an answer how the caller's limit stands (contract section 5.2). Written last, so that failures carry it, too. Where the plan's
/// limits count, without the trio whose reset is in seconds from now.
/// </summary>
internal sealed record RateLimitHeaders(HttpContext Context, TimeProvider Time)
{
    public static Task WriteAsync(object state)
    {
        var (context, time) = (RateLimitHeaders)state;
        if (context.Features.Get<CountedCall>() is not { State: var limit } call)
        {
            return Task.CompletedTask;
        }

        var (most, left) = (Text(limit.Limit), Text(limit.Remaining));
        var headers = context.Response.Headers;
        headers["X-RateLimit-Limit"] = most;
        headers["X-RateLimit-Remaining"] = left;
        headers["X-RateLimit-Reset"] = Text(limit.ResetAt.ToUnixTimeSeconds());
        if (!call.ByPlan)
        {
            headers["RateLimit-Limit"] = most;
            headers["RateLimit-Remaining"] = left;
            headers["RateLimit-Reset"] = Text(limit.SecondsUntilReset(time.GetUtcNow()));
        }

        return Task.CompletedTask;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

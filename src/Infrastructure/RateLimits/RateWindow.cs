using Picora.Application.RateLimits.Contracts;

namespace Picora.Infrastructure.RateLimits;

/// <summary>Windows on the clock, as the Unix milliseconds of their ends.</summary>
internal static class RateWindow
{
    /// <summary>The end of the window that runs now.</summary>
    public static long EndOf(TimeSpan window, long now)
    {
        var length = (long)window.TotalMilliseconds;
        return now - (now % length) + length;
    }

    /// <summary>
    /// Whether a window, noted earlier or by another node, still counts. One that begins soon does: clocks differ a little, and are set back
    /// at times. One far ahead is a clock's mistake and must not shut anybody out for long.
    /// </summary>
    public static bool Counts(long endsAt, TimeSpan window, long now) => now < endsAt && endsAt - now <= 2 * (long)window.TotalMilliseconds;

    public static RateState State(RateRule rule, int used, long endsAt) =>
        new(rule.Limit, Math.Max(0, rule.Limit - used), DateTimeOffset.FromUnixTimeMilliseconds(endsAt));
}

using Picora.Testing;

namespace Picora.Api.FunctionalTests.Quotas;

internal static class ClockSteps
{
    /// <summary>Ahead to the next noon of a day (UTC) in the middle of a month: neither ends within a test.</summary>
    public static void ToNoon(this TestClock clock)
    {
        var now = clock.GetUtcNow();
        var noon = new DateTimeOffset(now.Year, now.Month, 15, 12, 0, 0, TimeSpan.Zero);
        clock.Advance((noon > now ? noon : noon.AddMonths(1)) - now);
    }
}

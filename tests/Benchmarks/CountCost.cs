using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Picora.Application.RateLimits.Contracts;
using Picora.Infrastructure.RateLimits;

namespace Picora.Benchmarks;

/// <summary>What it costs to count one call under its two rules, in this process and on one thread.</summary>
internal static class CountCost
{
    private const int Rounds = 7;
    private const int Calls = 1_000_000;

    public static async Task MeasureAsync()
    {
        var limiter = new RateLimiter(Options.Create(new RateLimitsOptions()), TimeProvider.System);
        RateRule[] rules = [RateRule.PerMinute(RateCounter.Read, int.MaxValue), RateRule.PerHour(RateCounter.Hour, int.MaxValue)];
        var subjects = Enumerable.Range(0, 1000).Select(i => new RateSubject(RateSubjectKind.Key, i.ToString(CultureInfo.InvariantCulture))).ToArray();
        var (nanoseconds, bytes) = (new Series("count a call"), 0L);
        for (var round = 0; round <= Rounds; round++)
        {
            bytes = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            for (var call = 0; call < Calls; call++)
            {
                await limiter.TakeAsync(subjects[call % subjects.Length], rules, CancellationToken.None);
            }

            var elapsed = Stopwatch.GetElapsedTime(began);
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            if (round > 0)
            {
                nanoseconds.Add(elapsed.TotalNanoseconds / Calls);
            }
        }

        Console.WriteLine(nanoseconds.Against(nanoseconds, "0") + string.Create(CultureInfo.InvariantCulture, $" ns, {bytes / (double)Calls:0.0} bytes allocated"));
    }
}

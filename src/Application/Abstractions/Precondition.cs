using System.Globalization;

namespace Picora.Application.Abstractions;

/// <summary>What <c>If-Unmodified-Since</c> asks: the contract declares it as an ISO 8601 instant, HTTP as its own date; both count.</summary>
internal static class Precondition
{
    private const string HttpDate = "r";

    /// <param name="since">Null, or what is no date, asks nothing (RFC 9110, section 13.1.4).</param>
    public static bool WasChanged(DateTimeOffset updatedAt, string? since)
    {
        if (DateTimeOffset.TryParseExact(since, HttpDate, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return WholeSeconds(updatedAt) > date;
        }

        // Digits first: nothing but ISO 8601 is meant.
        if (since is null || since.Length == 0 || !char.IsAsciiDigit(since[0])
            || !DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return false;
        }

        return (since.Contains('.', StringComparison.Ordinal) ? updatedAt : WholeSeconds(updatedAt)) > instant;
    }

    // A date without fractions cannot say when within its second.
    private static DateTimeOffset WholeSeconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}

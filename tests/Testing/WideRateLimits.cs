namespace Picora.Testing;

/// <summary>Settings under which no test meets a rate limit: all tests come from one address, and do in a second what people do in an hour.</summary>
internal static class WideRateLimits
{
    private static readonly string[] Names = ["ReadPerMinute", "MutationPerMinute", "UploadPerMinute", "AuthPerMinute", "AnonymousPerMinute", "PerHour", "ExchangesPerMinute", "ExchangesPerHour"];

    public static IReadOnlyList<string> Settings { get; } = [.. Names.Select(name => $"--Picora:RateLimits:{name}=1000000")];
}

namespace Picora.Benchmarks;

/// <summary>Figure 6: what checking an API key costs, as a share of the requests per second of a bare JSON answer.</summary>
internal static class Keys
{
    public static async Task MeasureAsync(Workplace place)
    {
        using var picora = await PicoraServer.StartAsync(place, "taskset", "-c", Contest.ServerCore);
        var (live, verify) = (new Uri(picora.UploadUrl, "/health/live"), new Uri(picora.UploadUrl, "/v1/auth/verify"));
        var key = $"Authorization: Bearer {picora.ApiKey}";
        // A key as a typist leaves it, and one of the right form that nobody ever made.
        var last = picora.ApiKey[^1] == 'A' ? 'B' : 'A';
        var forged = $"Authorization: Bearer {picora.ApiKey[..^1]}{last}";
        Console.WriteLine($"""

            6. Checking a key: {Contest.Conditions}
               $ {string.Join(' ', Contest.Command("URL", ["-H", "'Authorization: Bearer KEY'"]))}
               $ build/bench keys
            """);
        await Contest.RunAsync(
            "bare JSON (GET /health/live)",
            new Contender("no credential", live),
            new Contender("a key", live, key),
            new Contender("a forged key", live, forged));
        await Contest.RunAsync(
            "against an operation (counted for its limits)",
            new Contender("GET /health/live, no credential", live),
            new Contender("GET /v1/auth/verify, a key", verify, key),
            new Contender("GET /v1/auth/verify, a forged key: 401", verify, forged, IsRefused: true));
        await CountCost.MeasureAsync();
    }
}

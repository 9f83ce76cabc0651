namespace Picora.Infrastructure.Telemetry;

/// <summary>
/// Whose measurements leave the process: Picora's and those of the framework that name nobody. The meters of outgoing connections are not
/// among them, as they tell the hosts that people import from.
/// </summary>
internal static class TelemetryMeters
{
    public const string Own = "Picora.";

    public static readonly IReadOnlyList<string> OfTheFramework =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics", "Microsoft.EntityFrameworkCore", "System.Runtime",
    ];

    public static bool Includes(string meter) =>
        meter.StartsWith(Own, StringComparison.Ordinal) || OfTheFramework.Contains(meter, StringComparer.Ordinal);
}

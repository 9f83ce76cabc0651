using System.ComponentModel.DataAnnotations;

namespace Picora.Infrastructure.Telemetry;

/// <summary>Settings under <c>Picora:Metrics</c>: <c>/metrics</c> in Prometheus' text format, for administrators and whom these name.</summary>
public sealed class MetricsOptions
{
    public const string Section = "Picora:Metrics";

    public const int ShortestToken = 16;

    /// <summary>Whether measurements are kept for <c>/metrics</c>. Off: it answers 404.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The bearer token of whoever collects the metrics, 16 characters at least. Left empty: there is none.</summary>
    public string Token { get; set; } = string.Empty;

    /// <summary>
    /// Up to 20 addresses or networks (<c>10.1.0.0/16</c>) that may read the metrics without a token. What counts is the address that the connection
    /// comes from, or the one that a proxy of <c>Picora:Proxies</c> names: name no network in which a proxy stands that is not named there, nor
    /// 127.0.0.1 where one runs on this machine.
    /// </summary>
    public string[] Networks { get; set; } = [];

    /// <summary>The most series of one metric; what comes past it is added up in one series with the label <c>overflow</c>. About 300 bytes each.</summary>
    [Range(10, 100_000)]
    public int MaxSeries { get; set; } = 1_000;
}

using System.ComponentModel.DataAnnotations;

namespace Picora.Infrastructure.Telemetry;

/// <summary>Settings under <c>Picora:Otlp</c>: where metrics and traces are sent to. Without an address none are.</summary>
public sealed class OtlpOptions
{
    public const string Section = "Picora:Otlp";

    public const string Http = "http/protobuf";
    public const string Grpc = "grpc";

    /// <summary>The collector's address, such as <c>http://127.0.0.1:4318</c>; <c>/v1/metrics</c> and <c>/v1/traces</c> follow by themselves. Left empty: nothing is sent.</summary>
    public string Endpoint { get; set; } = string.Empty;

    /// <summary>How the collector is spoken to: <c>http/protobuf</c> (usually port 4318) or <c>grpc</c> (4317).</summary>
    [AllowedValues(Http, Grpc)]
    public string Protocol { get; set; } = Http;

    /// <summary>Headers that the collector wants, such as <c>authorization=Bearer%20…</c>; several are separated by commas.</summary>
    public string Headers { get; set; } = string.Empty;

    /// <summary>What this server is called there (<c>service.name</c>).</summary>
    [Required]
    public string ServiceName { get; set; } = "picora";

    /// <summary>Seconds between two deliveries of metrics.</summary>
    [Range(1, 3600)]
    public int MetricsSeconds { get; set; } = 60;

    /// <summary>The share of requests and jobs that are traced, from 0 (none) to 1 (all).</summary>
    [Range(0.0, 1.0)]
    public double TraceShare { get; set; } = 1;

    /// <summary>Seconds after which the collector is not waited for any longer, also when the server stops.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>Whether anything is sent.</summary>
    public bool IsOn => Endpoint.Length > 0;

    internal bool IsGrpc => string.Equals(Protocol, Grpc, StringComparison.Ordinal);

    internal bool HasUsableEndpoint => !IsOn || (Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");

    /// <param name="signal"><c>metrics</c> or <c>traces</c>.</param>
    internal Uri AddressOf(string signal) => new(IsGrpc ? Endpoint : $"{Endpoint.TrimEnd('/')}/v1/{signal}");
}

using System.ComponentModel.DataAnnotations;

namespace Picora.Api.Http;

/// <summary>Settings under <c>Picora:Http</c>: how much and how slowly a client may send.</summary>
public sealed class HttpOptions
{
    public const string Section = "Picora:Http";

    /// <summary>The longest address (path and query), in bytes; past it 414. Default 8,192.</summary>
    [Range(256, 128 * 1024)]
    public int MaxUrlBytes { get; set; } = 8 * 1024;

    /// <summary>The longest request headers together, in bytes; past it 431. Default 32,768.</summary>
    [Range(1024, 128 * 1024)]
    public int MaxHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>The most request headers; past it 431. Default 100.</summary>
    [Range(20, 1000)]
    public int MaxHeaderCount { get; set; } = 100;

    /// <summary>The longest body of a request that is no upload, in bytes; past it 413. Default 1,048,576 (1 MiB).</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public long MaxJsonBytes { get; set; } = 1024 * 1024;

    /// <summary>Seconds after which an idle connection is closed. Default 120.</summary>
    [Range(1, 3600)]
    public int KeepAliveSeconds { get; set; } = 120;

    /// <summary>Seconds that the headers of a request may take to arrive. Default 15.</summary>
    [Range(1, 600)]
    public int RequestHeadersSeconds { get; set; } = 15;

    /// <summary>Bytes per second below which a request body is cut off, with 408. Default 240; 0 lets any slowness pass.</summary>
    [Range(0, 1024 * 1024)]
    public int MinBodyBytesPerSecond { get; set; } = 240;

    /// <summary>Seconds before <see cref="MinBodyBytesPerSecond"/> counts. Default 5.</summary>
    [Range(2, 600)]
    public int MinBodyGraceSeconds { get; set; } = 5;

    /// <summary>
    /// The most bytes of a refused body that are still read, so that its sender gets to read the answer; connections of longer ones are closed
    /// at once. Default 67,108,864 (64 MiB).
    /// </summary>
    [Range(0, 1024 * 1024 * 1024)]
    public long MaxUnreadBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Seconds that a refused body may take to come to its end. Default 30.</summary>
    [Range(1, 600)]
    public int MaxUnreadSeconds { get; set; } = 30;

    /// <summary>
    /// Seconds for which a server that is told to stop goes on serving while <c>/health/ready</c> says 503, so that a proxy sends new requests to
    /// other servers. Default 0: a server by itself has nobody to leave them to. With others beside it, 5 or more.
    /// </summary>
    [Range(0, 600)]
    public int DrainSeconds { get; set; }

    /// <summary>Seconds that requests in flight have to finish when the server is told to stop. Default 30.</summary>
    [Range(0, 3600)]
    public int ShutdownSeconds { get; set; } = 30;
}

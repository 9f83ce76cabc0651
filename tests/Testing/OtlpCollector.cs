using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Picora.Testing;

/// <summary>A collector that keeps what OTLP exporters send it over HTTP. Not for a server in the test's own process: its spans would tell of the collector.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, string ContentType, string Authorization, byte[] Body)> received = new();

    private OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/v1/{signal}", TakeAsync);
    }

    public string Url => app.Urls.First();

    /// <summary>The kinds of all requests: path, content type, authorization.</summary>
    public IReadOnlyCollection<string> Kinds => [.. received.Select(request => $"{request.Path} {request.ContentType} {request.Authorization}").Distinct(StringComparer.Ordinal)];

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>All that came to a path. Protocol buffers hold texts as they are, so they can be looked for.</summary>
    public string Text(string path) => string.Concat(received.Where(request => request.Path == path).Select(request => Encoding.UTF8.GetString(request.Body)));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        received.Enqueue((request.Path.Value!, request.ContentType ?? string.Empty, request.Headers.Authorization.ToString(), body.ToArray()));
        // An empty answer is one of the protocol's own: nothing was refused.
        request.HttpContext.Response.ContentType = "application/x-protobuf";
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Telemetry.Otlp;

/// <summary>Sends metrics and traces to a collector, from the server's start to its end, where an address for it is set.</summary>
internal sealed class OtlpExport(IOptions<OtlpOptions> options, OperatingFigures figures) : BackgroundService
{
    private readonly OtlpOptions settings = options.Value;
    private MeterProvider? metrics;
    private TracerProvider? traces;
    private IDisposable? database;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.IsOn)
        {
            metrics = BuildMetrics();
            traces = BuildTraces();
            database = DatabaseActivities.Listen();
        }

        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var patience = settings.TimeoutSeconds * 1000;
        // They wait for the network in their own way, which blocks.
        await Task.WhenAll(
            Task.Run(() => metrics?.Shutdown(patience), CancellationToken.None), Task.Run(() => traces?.Shutdown(patience), CancellationToken.None));
    }

    public override void Dispose()
    {
        database?.Dispose();
        metrics?.Dispose();
        traces?.Dispose();
        base.Dispose();
    }

    /// <summary>Has the figures that the database knows ready whenever metrics are sent.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.IsOn)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(settings.MetricsSeconds));
        do
        {
            await figures.RefreshAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private MeterProvider BuildMetrics() => Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(Describe)
        .AddMeter([TelemetryMeters.Own + "*", .. TelemetryMeters.OfTheFramework])
        .AddOtlpExporter((exporter, reader) =>
        {
            Configure(exporter, "metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = settings.MetricsSeconds * 1000;
            reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = settings.TimeoutSeconds * 1000;
        })
        .Build();

    private TracerProvider BuildTraces() => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(Describe)
        .AddSource(PicoraActivities.SourceName, "Microsoft.AspNetCore", DatabaseActivities.SourceName)
        .SetSampler(new TraceIdRatioBasedSampler(settings.TraceShare))
        .AddProcessor(new ActivityScrubber())
        .AddOtlpExporter(exporter => Configure(exporter, "traces"))
        .Build();

    private void Describe(ResourceBuilder resource) => resource.Clear().AddService(
        settings.ServiceName, serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3), serviceInstanceId: Environment.MachineName);

    private void Configure(OtlpExporterOptions exporter, string signal)
    {
        exporter.Endpoint = settings.AddressOf(signal);
        exporter.Protocol = settings.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Headers = settings.Headers;
        exporter.TimeoutMilliseconds = settings.TimeoutSeconds * 1000;
    }
}

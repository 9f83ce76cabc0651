using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Numerics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Picora.Infrastructure.Telemetry.Prometheus;

/// <summary>Listens to this server's meters from its start on and keeps what they measure, in memory, for whoever asks.</summary>
internal sealed partial class MetricCollection(IMeterFactory meters, IOptions<MetricsOptions> options, ILogger<MetricCollection> logger) : IHostedService, IDisposable
{
    // OpenTelemetry's defaults; the framework's own instruments bring their bounds along.
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
    private static readonly double[] Amounts = [0, 5, 10, 25, 50, 75, 100, 250, 500, 1000, 2500, 5000, 10000];

    private readonly ConcurrentDictionary<string, MetricFamily> families = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<MetricFamily> observed = [];
    private readonly MeterListener listener = new();
    private readonly Lock turn = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Enabled)
        {
            Listen<byte>();
            Listen<short>();
            Listen<int>();
            Listen<long>();
            Listen<float>();
            Listen<double>();
            Listen<decimal>();
            listener.InstrumentPublished = Publish;
            listener.Start();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Everything that was measured, with what is only looked at when somebody asks.</summary>
    public string Read()
    {
        lock (turn)
        {
            foreach (var family in observed)
            {
                family.Clear();
            }

            try
            {
                listener.RecordObservableInstruments();
            }
            catch (AggregateException exception)
            {
                LogNotObserved(exception);
            }

            return PrometheusText.Write(families.Values);
        }
    }

    public void Dispose() => listener.Dispose();

    private void Listen<T>()
        where T : struct, INumber<T> =>
        listener.SetMeasurementEventCallback<T>(static (_, measured, tags, state) => ((Recorder)state!).Invoke(double.CreateSaturating(measured), tags));

    private void Publish(Instrument instrument, MeterListener listening)
    {
        if (!TelemetryMeters.Includes(instrument.Meter.Name) || (instrument.Meter.Scope is { } scope && scope != meters))
        {
            return;
        }

        var (type, isCounter) = TypeOf(instrument);
        var name = PrometheusNames.Metric(instrument.Name, instrument.Unit, isCounter);
        var family = families.GetOrAdd(
            name, _ => new MetricFamily(name, instrument.Description ?? string.Empty, type, BoundariesOf(instrument, type), options.Value.MaxSeries));
        if (family.Type != type)
        {
            LogNameTaken(instrument.Name, name);
            return;
        }

        if (instrument.IsObservable)
        {
            observed.Add(family);
        }

        listening.EnableMeasurementEvents(instrument, RecorderOf(family, instrument));
    }

    private static (MetricType Type, bool IsCounter) TypeOf(Instrument instrument) => Kind(instrument) switch
    {
        nameof(Counter<>) or nameof(ObservableCounter<>) => (MetricType.Counter, true),
        nameof(Histogram<>) => (MetricType.Histogram, false),
        _ => (MetricType.Gauge, false),
    };

    private static Recorder RecorderOf(MetricFamily family, Instrument instrument) => Kind(instrument) switch
    {
        nameof(Histogram<>) => (measured, tags) => family.Of(tags).Observe(measured),
        nameof(Counter<>) or nameof(UpDownCounter<>) => (measured, tags) => family.Of(tags).Add(measured),
        _ => (measured, tags) => family.Of(tags).Set(measured),
    };

    private static string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0];

    private static IReadOnlyList<double> BoundariesOf(Instrument instrument, MetricType type) => (type, instrument) switch
    {
        (not MetricType.Histogram, _) => [],
        (_, Histogram<double> { Advice.HistogramBucketBoundaries: { } advised }) => advised,
        (_, Histogram<long> { Advice.HistogramBucketBoundaries: { } advised }) => [.. advised.Select(bound => (double)bound)],
        _ => string.Equals(instrument.Unit, "s", StringComparison.Ordinal) ? Seconds : Amounts,
    };

    private delegate void Recorder(double measured, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some metrics could not be observed")]
    private partial void LogNotObserved(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The instrument {Instrument} is left out: another one with another type is called {Name}, too")]
    private partial void LogNameTaken(string instrument, string name);
}

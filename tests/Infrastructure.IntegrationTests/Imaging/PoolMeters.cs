using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>Meters of one pool only, and what they have measured so far.</summary>
internal sealed class PoolMeters : IMeterFactory
{
    private readonly ConcurrentQueue<(string Instrument, double Value, object?[] Tags)> measured = new();
    private readonly List<Meter> meters = [];
    private readonly MeterListener listener = new();

    public PoolMeters()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Scope == this)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        meters.Add(meter);
        return meter;
    }

    /// <param name="tag">A value that one of the tags has; null for all.</param>
    public double Sum(string instrument, object? tag = null) =>
        measured.Where(one => one.Instrument == instrument && (tag is null || one.Tags.Contains(tag))).Sum(one => one.Value);

    public void Dispose()
    {
        listener.Dispose();
        meters.ForEach(meter => meter.Dispose());
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measured.Enqueue((instrument.Name, value, tags.ToArray().Select(tag => tag.Value).ToArray()));
}

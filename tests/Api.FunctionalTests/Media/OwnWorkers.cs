using System.Diagnostics.Metrics;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Media;

/// <summary>The imaging workers of servers inside this process: what they are told by signals, and what is counted of them.</summary>
internal sealed class OwnWorkers : IDisposable
{
    private readonly MeterListener listener = new();
    private long transforms;
    private long inFlight;

    public OwnWorkers()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name is "picora.imaging.jobs" or "picora.imaging.pixels_in_flight")
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "picora.imaging.pixels_in_flight")
            {
                Interlocked.Add(ref inFlight, value);
            }
            else if (tags.ToArray().Any(tag => Equals(tag.Value, "live")))
            {
                Interlocked.Add(ref transforms, value);
            }
        });
        listener.Start();
    }

    /// <summary>How many pictures were made to measure.</summary>
    public long Transforms => Interlocked.Read(ref transforms);

    public bool AreBusy => Interlocked.Read(ref inFlight) > 0;

    public static async Task SignalAsync(string signal)
    {
        foreach (var id in Processes.ChildrenOf(Environment.ProcessId).Where(IsWorker).ToList())
        {
            await PicoraProcess.SignalAsync(id, signal);
        }
    }

    public void Dispose() => listener.Dispose();

    private static bool IsWorker(int id) => File.ReadAllText($"/proc/{id}/cmdline").Contains("imaging-worker", StringComparison.Ordinal);
}

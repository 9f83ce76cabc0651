using System.Diagnostics.Metrics;
using Picora.Application.Quotas;

namespace Picora.Infrastructure.Storage;

/// <summary>What the storage tells whoever listens to <c>System.Diagnostics.Metrics</c>.</summary>
internal sealed class StorageMetrics : IStorageFigures
{
    public const string MeterName = "Picora.Storage";

    private readonly Gauge<long> held;
    private readonly Gauge<long> orphans;

    public StorageMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        held = meter.CreateGauge<long>("picora.storage.bytes", "By", "Bytes of the originals that the storage held at the last recount.");
        orphans = meter.CreateGauge<long>("picora.storage.orphan_bytes", "By", "Bytes of those of them, a day old or older, that no row refers to. The target is 0.");
    }

    public void Counted(long bytes, long orphanBytes)
    {
        held.Record(bytes);
        orphans.Record(orphanBytes);
    }
}

using System.Diagnostics.Metrics;
using Picora.Application.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Infrastructure.Quotas;

/// <summary>What the quotas tell whoever listens to <c>System.Diagnostics.Metrics</c>.</summary>
internal sealed class QuotaMetrics : IQuotaDrift
{
    public const string MeterName = "Picora.Quotas";

    private readonly Gauge<long> drift;

    public QuotaMetrics(IMeterFactory meters) => drift = meters.Create(MeterName).CreateGauge<long>(
        "picora.quota.drift", "{unit}", "By how much the accounts of a quota were wrong in the last recount, in bytes and in items. The target is 0.");

    public void Found(QuotaType type, long bytes, long items)
    {
        drift.Record(bytes, new("dimension", type.ToName()), new("unit", "bytes"));
        drift.Record(items, new("dimension", type.ToName()), new("unit", "items"));
    }
}

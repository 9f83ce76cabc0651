using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Telemetry.Prometheus;

internal sealed class MetricsReport(MetricCollection collection, OperatingFigures figures) : IMetricsReport
{
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        await figures.RefreshAsync(cancellationToken);
        return collection.Read();
    }
}

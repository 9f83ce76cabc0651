namespace Picora.Application.Abstractions;

/// <summary>Everything that this process measures, for a program that collects it.</summary>
public interface IMetricsReport
{
    /// <summary>All metrics as they stand, in Prometheus' text format 0.0.4.</summary>
    Task<string> ReadAsync(CancellationToken cancellationToken);
}

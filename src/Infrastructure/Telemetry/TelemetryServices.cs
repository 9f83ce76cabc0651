using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;
using Picora.Infrastructure.Telemetry.Otlp;
using Picora.Infrastructure.Telemetry.Prometheus;

namespace Picora.Infrastructure.Telemetry;

public static class TelemetryServices
{
    /// <summary>What measures. Before the other services: what listens is to be there when they begin.</summary>
    public static IServiceCollection AddPicoraTelemetry(this IServiceCollection services)
    {
        services.AddValidated<MetricsOptions>(MetricsOptions.Section);
        services.AddOptions<MetricsOptions>()
            .Validate(
                options => options.Token.Length is 0 or >= MetricsOptions.ShortestToken,
                $"{MetricsOptions.Section}:{nameof(MetricsOptions.Token)} must have {MetricsOptions.ShortestToken} characters at least.")
            .Validate(
                options => AllowedAddresses.Create(options.Networks).IsSuccess,
                $"{MetricsOptions.Section}:{nameof(MetricsOptions.Networks)} has at most {AllowedAddresses.MaxNetworks} addresses or networks, such as 10.1.0.0/16.");
        services.AddValidated<OtlpOptions>(OtlpOptions.Section);
        services.AddOptions<OtlpOptions>().Validate(
            options => options.HasUsableEndpoint, $"{OtlpOptions.Section}:{nameof(OtlpOptions.Endpoint)} must be an address that begins with http:// or https://.");
        services.AddMetrics();
        services.AddSingleton<MetricCollection>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricCollection>());
        services.AddSingleton<OperatingFigures>();
        services.AddSingleton<IMetricsReport, MetricsReport>();
        services.AddHostedService<OtlpExport>();
        return services;
    }
}

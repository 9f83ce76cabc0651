using Microsoft.Extensions.Configuration;
using Picora.Application.Abstractions;
using Picora.Domain.Media;

namespace Picora.Infrastructure;

/// <summary>The outside addresses, from <c>Picora:Urls:Api</c> and <c>Picora:Urls:Media</c>; without them, where the server listens.</summary>
public sealed class PublicUrls(IConfiguration configuration, Func<string> listening) : IPublicUrls
{
    public const string ApiSetting = "Picora:Urls:Api";
    public const string MediaSetting = "Picora:Urls:Media";

    public const string DashboardOriginsSetting = "Picora:Urls:DashboardOrigins";

    // Read when first needed: the port of a server that listens on port 0 is not known earlier.
    private readonly Lazy<string> api = new(() => Setting(configuration, ApiSetting) ?? listening().TrimEnd('/'));

    private readonly Lazy<IReadOnlyList<string>> ownHosts = new(() => Hosts(configuration, listening));

    public string Api => api.Value;

    public IReadOnlyList<string> OwnHosts => ownHosts.Value;

    public string Media => Setting(configuration, MediaSetting) ?? $"{Api}/media";

    private static List<string> Hosts(IConfiguration configuration, Func<string> listening)
    {
        var dashboards = configuration.GetSection(DashboardOriginsSetting).GetChildren().Select(origin => origin.Value);
        string?[] addresses = [Setting(configuration, ApiSetting) ?? listening(), Setting(configuration, MediaSetting), .. dashboards];
        return [.. addresses.Select(HostOf).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static string? HostOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? HostName.Normalise(uri.IdnHost) : null;

    private static string? Setting(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value.TrimEnd('/') : null;
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
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

    /// <summary>Refuses what is no address, before anybody is sent one.</summary>
    /// <exception cref="OptionsValidationException">One of the settings is no absolute address of the web.</exception>
    public static void Check(IConfiguration configuration)
    {
        var origins = configuration.GetSection(DashboardOriginsSetting).GetChildren().Select(origin => origin.Path);
        var wrong = origins.Prepend(MediaSetting).Prepend(ApiSetting).Where(name => Setting(configuration, name) is { } text && !IsAddress(text))
            .Select(name => $"{name} must be an address such as https://pics.example.org, without a query.").ToList();
        if (wrong.Count > 0)
        {
            throw new OptionsValidationException(ApiSetting, typeof(string), wrong);
        }
    }

    public string Api => api.Value;

    public IReadOnlyList<string> OwnHosts => ownHosts.Value;

    public string Media => Setting(configuration, MediaSetting) ?? $"{Api}/media";

    private static List<string> Hosts(IConfiguration configuration, Func<string> listening)
    {
        var dashboards = configuration.GetSection(DashboardOriginsSetting).GetChildren().Select(origin => origin.Value);
        string?[] addresses = [Setting(configuration, ApiSetting) ?? listening(), Setting(configuration, MediaSetting), .. dashboards];
        return [.. addresses.Select(HostOf).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Query.Length: 0, Fragment.Length: 0 };

    private static string? HostOf(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? HostName.Normalise(uri.IdnHost) : null;

    private static string? Setting(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value.TrimEnd('/') : null;
}

using Microsoft.Extensions.Configuration;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure;

/// <summary>The outside addresses, from <c>Picora:Urls:Api</c> and <c>Picora:Urls:Media</c>; without them, where the server listens.</summary>
public sealed class PublicUrls(IConfiguration configuration, Func<string> listening) : IPublicUrls
{
    public const string ApiSetting = "Picora:Urls:Api";
    public const string MediaSetting = "Picora:Urls:Media";

    // Read when first needed: the port of a server that listens on port 0 is not known earlier.
    private readonly Lazy<string> api = new(() => Setting(configuration, ApiSetting) ?? listening().TrimEnd('/'));

    public string Api => api.Value;

    public string Media => Setting(configuration, MediaSetting) ?? $"{Api}/media";

    private static string? Setting(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } value ? value.TrimEnd('/') : null;
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Accounts.Passkeys;

/// <summary>Who passkeys are made for: this server's domain, and the pages that may ask for them.</summary>
internal sealed class PasskeyParty(IConfiguration configuration, IPublicUrls urls, IOptions<PasskeyOptions> options)
{
    // Read when first needed, like the addresses themselves.
    private readonly Lazy<IReadOnlyList<string>> origins = new(() => [.. Origins(configuration, urls, options.Value).Select(OriginOf)]);

    public string Domain => options.Value.Domain is { Length: > 0 } domain ? domain : new Uri(origins.Value[0]).IdnHost;

    public bool Trusts(string origin) => origins.Value.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static string[] Origins(IConfiguration configuration, IPublicUrls urls, PasskeyOptions options) => options.Origins is { Length: > 0 } own
        ? own
        : [.. configuration.GetSection(PublicUrls.DashboardOriginsSetting).Get<string[]>() ?? [], urls.Api];

    private static string OriginOf(string address) => new Uri(address).GetLeftPart(UriPartial.Authority);
}

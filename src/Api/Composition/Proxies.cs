using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Picora.Api.Composition;

/// <summary>
/// Setting <c>Picora:Proxies</c>: addresses or networks (<c>10.0.0.0/8</c>) of reverse proxies whose <c>X-Forwarded-For</c> and
/// <c>X-Forwarded-Proto</c> count. From anybody else these headers are ignored; with no proxies, from everybody.
/// </summary>
internal static class Proxies
{
    public const string Setting = "Picora:Proxies";

    public static void UseConfiguredProxies(this WebApplication app)
    {
        var proxies = app.Configuration.GetSection(Setting).Get<string[]>() ?? [];
        if (proxies.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }

    private static System.Net.IPNetwork Parse(string text)
    {
        if (System.Net.IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new OptionsValidationException(Setting, typeof(string[]), [$"{Setting}: '{text}' is neither an address nor a network."]);
    }
}

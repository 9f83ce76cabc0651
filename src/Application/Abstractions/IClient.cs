namespace Picora.Application.Abstractions;

/// <summary>The program at the other end of the current request; all empty outside of one.</summary>
public interface IClient
{
    /// <summary>Its IP address, as far as configured proxies vouch for it.</summary>
    string Address { get; }

    /// <summary>What one party holds at least: the IPv4 address, or the /64 prefix of an IPv6 address. Limits count by it.</summary>
    string Network { get; }

    /// <summary>Its name for itself.</summary>
    string UserAgent { get; }

    /// <summary>The cookie by which a device is known again; null without one of the right form.</summary>
    string? DeviceToken { get; }

    /// <summary>The languages that it prefers, as an <c>Accept-Language</c> header lists them.</summary>
    string AcceptLanguage { get; }
}

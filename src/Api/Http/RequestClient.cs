using System.Net;
using System.Net.Sockets;
using Picora.Application.Abstractions;
using Picora.Domain.Accounts;

namespace Picora.Api.Http;

internal sealed class RequestClient(IHttpContextAccessor accessor) : IClient
{
    private const int NetworkBytes = 8;

    private IPAddress? Remote => accessor.HttpContext?.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
        ? mapped.MapToIPv4()
        : accessor.HttpContext?.Connection.RemoteIpAddress;

    public string Address => Remote?.ToString() ?? string.Empty;

    public string Network => Remote is { AddressFamily: AddressFamily.InterNetworkV6 } address ? Prefix(address) : Address;

    public string UserAgent => accessor.HttpContext?.Request.Headers.UserAgent.ToString() ?? string.Empty;

    public string? DeviceToken => accessor.HttpContext is { } context && DeviceCookie.Read(context) is { Length: KnownDevice.TokenLength } token ? token : null;

    public string AcceptLanguage => accessor.HttpContext?.Request.Headers.AcceptLanguage.ToString() ?? string.Empty;

    private static string Prefix(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return $"{new IPAddress(bytes)}/64";
    }
}

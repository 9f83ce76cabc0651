namespace Picora.Infrastructure.Importing;

/// <summary>Reads addresses that somebody names, and refuses those whose very text is suspicious.</summary>
internal static class RemoteAddress
{
    /// <summary>Null for what is not fetched, whatever its host stands for.</summary>
    /// <param name="origin">The page that redirects there; null at the beginning.</param>
    public static Uri? Read(string text, Uri? origin = null)
    {
        var read = origin is null ? Uri.TryCreate(text, UriKind.Absolute, out var uri) : Uri.TryCreate(origin, text, out uri);
        return read && IsPlain(uri!) && !IsDisguised(uri!, text, origin) ? uri : null;
    }

    /// <summary>What the file is called there; null when the address does not tell.</summary>
    public static string? FileNameOf(Uri address)
    {
        var last = Uri.UnescapeDataString(address.Segments[^1].TrimEnd('/'));
        return last.Length > 0 ? last : null;
    }

    private static bool IsPlain(Uri uri) => uri is
    {
        Scheme: "http" or "https", UserInfo.Length: 0, HostNameType: UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6,
    };

    // 127.1, 0x7f000001, 2130706433: whoever writes an IPv4 address so wants it to be overlooked.
    private static bool IsDisguised(Uri uri, string text, Uri? origin) =>
        uri.HostNameType == UriHostNameType.IPv4 && !text.Contains(uri.Host, StringComparison.Ordinal)
        && !string.Equals(uri.Host, origin?.Host, StringComparison.Ordinal);
}

namespace Picora.Domain.Documents;

/// <summary>A picture that lies in its own address: <c>data:image/png;base64,…</c>.</summary>
public static class DataUri
{
    private const string Scheme = "data:";
    private const string Encoding = ";base64";

    // The contract's five, and the one that many programs write for JPEG.
    private static readonly string[] Types = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/svg+xml", "image/jpg"];

    public static bool IsOne(string address) => address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes of a picture in Base64 of one of the types that are taken; null for every other address.</summary>
    public static byte[]? Decode(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        if (!IsOne(address) || comma < 0)
        {
            return null;
        }

        var head = address.AsSpan(Scheme.Length, comma - Scheme.Length);
        if (!head.EndsWith(Encoding, StringComparison.OrdinalIgnoreCase) || !IsTaken(head[..^Encoding.Length]))
        {
            return null;
        }

        var payload = address[(comma + 1)..];
        return DecodeBase64(payload.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(payload) : payload);
    }

    private static bool IsTaken(ReadOnlySpan<char> type)
    {
        var end = type.IndexOf(';');
        var name = (end < 0 ? type : type[..end]).Trim();
        foreach (var taken in Types)
        {
            if (name.Equals(taken, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[]? DecodeBase64(string payload)
    {
        var bytes = new byte[payload.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(payload, bytes, out var written) && written > 0 ? bytes[..written] : null;
    }
}

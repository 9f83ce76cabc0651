using System.Globalization;
using System.Net;

namespace Picora.Domain.Media;

/// <summary>Names of hosts, in the one form in which they compare: lower case, ASCII, no dot at the end.</summary>
public static class HostName
{
    public const int MaxLength = 253;

    private const int MaxLabelLength = 63;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Null for what is no host name; an IPv4 address in its usual form is one.</summary>
    public static string? Normalise(string text)
    {
        var name = text.EndsWith('.') ? text[..^1] : text;
        if (name.Length is 0 or > MaxLength)
        {
            return null;
        }

        if (!System.Text.Ascii.IsValid(name))
        {
            try
            {
                name = Idn.GetAscii(name);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        return name.Length <= MaxLength && name.Split('.').All(IsLabel) && IsNoOddAddress(name) ? name.ToLowerInvariant() : null;
    }

    // Browsers take whatever ends in a number for an address: "0" and "1.2" are ways to write 0.0.0.0 and 1.0.0.2.
    private static bool IsNoOddAddress(string name) =>
        !name[(name.LastIndexOf('.') + 1)..].All(char.IsAsciiDigit)
        || (IPAddress.TryParse(name, out var address) && string.Equals(address.ToString(), name, StringComparison.Ordinal));

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength && label[0] != '-' && label[^1] != '-' && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

using System.Buffers;

namespace Picora.Domain.Accounts;

/// <summary>An e-mail address in the one form in which it is stored and compared: trimmed and in lower case.</summary>
public readonly record struct EmailAddress
{
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;
    private const int MaxLabelLength = 63;

    private static readonly SearchValues<char> LocalSymbols = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+/=?^_`{|}~-");
    private static readonly SearchValues<char> LabelSymbols = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public static EmailAddress? Parse(string? text)
    {
        var address = text?.Trim().ToLowerInvariant() ?? string.Empty;
        var at = address.LastIndexOf('@');
        return address.Length <= MaxLength && at > 0 && IsLocal(address.AsSpan(0, at)) && IsDomain(address[(at + 1)..])
            ? new EmailAddress(address)
            : null;
    }

    public static EmailAddress FromStored(string value) => new(value);

    public override string ToString() => Value;

    private static bool IsLocal(ReadOnlySpan<char> local) =>
        local.Length <= MaxLocalLength && !local.ContainsAnyExcept(LocalSymbols)
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length > 1 && Array.TrueForAll(labels, IsLabel);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength && !label.AsSpan().ContainsAnyExcept(LabelSymbols) && label[0] != '-' && label[^1] != '-';
}

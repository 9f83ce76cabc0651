using System.Collections.Frozen;

namespace Picora.Infrastructure.Documents;

/// <summary>What HTML a page may consist of. Whatever is not here is not let through.</summary>
internal static class HtmlAllowances
{
    /// <summary>Elements that are kept.</summary>
    public static readonly FrozenSet<string> Kept = Names(
        "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre "
        + "q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr");

    /// <summary>Elements that go with all that is in them; of any other one, only its tags go.</summary>
    public static readonly FrozenSet<string> Dropped = Names(
        "script style template noscript noembed noframes iframe frame frameset object embed applet audio video canvas svg math textarea select option button form title head link "
        + "meta base xmp plaintext listing portal fencedframe dialog slot");

    public static readonly FrozenSet<string> Void = Names("br col hr img input wbr");

    private static readonly FrozenSet<string> Classes = Names(
        "task-list-item contains-task-list footnotes footnote-ref footnote-back-ref math markdown-alert markdown-alert-note markdown-alert-tip markdown-alert-important "
        + "markdown-alert-warning markdown-alert-caution markdown-alert-title");

    private static readonly string[] LinkSchemes = ["http", "https", "mailto"];
    private static readonly string[] PictureTypes = ["image/png;", "image/jpeg;", "image/gif;", "image/webp;"];

    public static bool IsClass(string name) =>
        Classes.Contains(name) || (name.StartsWith("language-", StringComparison.Ordinal) && name.Length < 40 && name.AsSpan(9).IndexOfAnyExcept(NameLetters) < 0);

    /// <summary>An anchor's name; null for one that is none of ours.</summary>
    public static string? Anchor(string name) => name.Length is > 0 and < 200 && !name.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)) ? name : null;

    /// <summary>Where a link leads: elsewhere on the web, to a mailbox, or on the page. Null for anywhere else, as the page does not know what lies beside it.</summary>
    public static string? Link(string address)
    {
        var clean = Strip(address);
        return clean is ['#', ..] ? Anchor(clean[1..]) is { } anchor ? $"#{anchor}" : null : OfScheme(clean, LinkSchemes);
    }

    /// <summary>Where a picture lies: on the web, or in its address.</summary>
    public static string? Picture(string address)
    {
        var clean = Strip(address);
        return clean.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
            ? Array.Exists(PictureTypes, type => clean.AsSpan(5).StartsWith(type, StringComparison.OrdinalIgnoreCase)) ? clean : null
            : OfScheme(clean, ["http", "https"]);
    }

    private static string? OfScheme(string address, string[] schemes) =>
        Uri.TryCreate(address.StartsWith("//", StringComparison.Ordinal) ? $"https:{address}" : address, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme, StringComparer.Ordinal)
            ? uri.AbsoluteUri
            : null;

    // What browsers pass over when they look for the scheme.
    private static string Strip(string address) => new([.. address.Where(letter => !char.IsControl(letter) && letter != '\uFEFF').SkipWhile(char.IsWhiteSpace)]);

    private static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-#._");

    private static FrozenSet<string> Names(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

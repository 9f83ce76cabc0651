using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Picora.Infrastructure.Documents;

/// <summary>Writes the elements of a page, with the attributes that may be.</summary>
internal static class HtmlWriter
{
    private const int MostCells = 1000;
    private const int MostPixels = 10_000;

    /// <returns>What closes the element; null for one that is left out, or has no content.</returns>
    public static string? Open(IElement element, StringBuilder result) => element.LocalName switch
    {
        "img" => Image(element, result),
        "input" => CheckBox(element, result),
        "table" => Table(element, result),
        var name when HtmlAllowances.Void.Contains(name) => Tag(element, result, null),
        var name => Tag(element, result, $"</{name}>"),
    };

    public static void WriteText(StringBuilder result, string text)
    {
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                '\0' => result.Append('\uFFFD'),
                _ => result.Append(letter),
            };
        }
    }

    // Wide ones are scrolled, with the keyboard, too; the page itself never is.
    private static string Table(IElement element, StringBuilder result)
    {
        result.Append("<div class=\"scroll\" tabindex=\"0\">");
        return Tag(element, result, "</table>") + "</div>";
    }

    private static string? Image(IElement element, StringBuilder result)
    {
        if (HtmlAllowances.Picture(element.GetAttribute("src") ?? string.Empty) is not { } source)
        {
            // What stands in for it.
            WriteText(result, element.GetAttribute("alt") ?? string.Empty);
            return null;
        }

        result.Append("<img");
        Write(result, "src", source);
        Write(result, "alt", element.GetAttribute("alt") ?? string.Empty);
        Write(result, "title", element.GetAttribute("title"));
        Write(result, "width", Number(element, "width", MostPixels));
        Write(result, "height", Number(element, "height", MostPixels));
        result.Append(" loading=\"lazy\" decoding=\"async\">");
        return null;
    }

    private static string? CheckBox(IElement element, StringBuilder result)
    {
        if (string.Equals(element.GetAttribute("type"), "checkbox", StringComparison.OrdinalIgnoreCase))
        {
            result.Append("<input type=\"checkbox\" disabled").Append(element.HasAttribute("checked") ? " checked>" : ">");
        }

        return null;
    }

    private static string? Tag(IElement element, StringBuilder result, string? close)
    {
        result.Append('<').Append(element.LocalName);
        Write(result, "id", HtmlAllowances.Anchor(element.Id ?? string.Empty));
        Write(result, "class", ClassesOf(element));
        Write(result, "title", element.GetAttribute("title"));
        Write(result, "lang", element.GetAttribute("lang") is { Length: < 36 } lang ? lang : null);
        Write(result, "dir", element.GetAttribute("dir") is "ltr" or "rtl" or "auto" ? element.GetAttribute("dir") : null);
        WriteOwn(element, result);
        result.Append('>');
        return close;
    }

    private static void WriteOwn(IElement element, StringBuilder result)
    {
        switch (element.LocalName)
        {
            case "a" when HtmlAllowances.Link(element.GetAttribute("href") ?? string.Empty) is { } link:
                Write(result, "href", link);
                Write(result, "rel", link[0] == '#' ? null : "nofollow noopener ugc");
                break;
            case "td" or "th":
                Write(result, "colspan", Number(element, "colspan", MostCells));
                Write(result, "rowspan", Number(element, "rowspan", MostCells));
                break;
            case "ol":
                Write(result, "start", int.TryParse(element.GetAttribute("start"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var start) ? start.ToString(CultureInfo.InvariantCulture) : null);
                break;
            case "details" when element.HasAttribute("open"):
                result.Append(" open");
                break;
            case "time":
                Write(result, "datetime", element.GetAttribute("datetime"));
                break;
            case "pre":
                result.Append(" tabindex=\"0\"");
                break;
        }
    }

    private static string? ClassesOf(IElement element)
    {
        var kept = element.ClassList.Where(HtmlAllowances.IsClass).Append(Alignment(element)).OfType<string>().ToList();
        return kept.Count == 0 ? null : string.Join(' ', kept);
    }

    // Markdown's columns say so by a style, which pages have none of.
    private static string? Alignment(IElement element) => element.GetAttribute("style")?.Replace(" ", string.Empty, StringComparison.Ordinal).TrimEnd(';') switch
    {
        "text-align:center" => "center",
        "text-align:right" => "right",
        "text-align:left" => "left",
        _ => null,
    };

    private static string? Number(IElement element, string name, int most) =>
        int.TryParse(element.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private static void Write(StringBuilder result, string name, string? value)
    {
        if (value is not null)
        {
            result.Append(' ').Append(name).Append("=\"");
            WriteText(result, value);
            result.Append('"');
        }
    }
}

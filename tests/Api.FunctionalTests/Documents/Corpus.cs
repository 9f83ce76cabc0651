namespace Picora.Api.FunctionalTests.Documents;

/// <summary>Awkward Markdown with pictures where they are pictures, and where they only look like it.</summary>
internal static class Corpus
{
    /// <summary>How many addresses are replaced.</summary>
    public const int Pictures = 16;

    /// <param name="png">What is written wherever a picture only looks like one.</param>
    /// <param name="realPng">What is written where one is; null for the same.</param>
    public static string Text(string png, string jpeg, string? realPng = null, string? realJpeg = null)
    {
        var (p, j) = (realPng ?? png, realJpeg ?? jpeg);
        return "\uFEFF---\r\ntitle: Corpus\r\ncover: \"![x](" + png + ")\"\r\n---\r\n"
            + $"# Überschrift ![first]({p} \"A title\")\r\n\r\n"
            + "> quote\n> > deeper ![angle](<" + p + ">) *and* [![linked](" + j + ")](https://example.org)\n> lazy ![x](" + p + ")\n\n"
            + "- one\n\n  ![in a list](" + j + ")\n\n  1. two\n     - three ![deep](" + p + ") \\![not one](" + png + ")\n\ttab ![tab](" + p + ")\n\n"
            + "``` ![info](" + png + ")\n![fenced](" + png + ")\n<img src=\"" + png + "\">\n```\n\n"
            + "~~~~markdown\n```\n![x](" + png + ")\n~~~~\n\n"
            + "    ![indented code](" + png + ")\n\n"
            + "`![inline code](" + png + ")` and ``` <img src='" + png + "'> ``` text\n\n"
            + "<!-- ![comment](" + png + ")\n\n<img src=\"" + png + "\">\n-->\n\n"
            + "inline <!-- <img src=\"" + png + "\"> --> and <img alt='a>b' data-src=\"" + png + "\" SRC = '" + p + "' /> too <imgx src=\"" + png + "\">\n\n"
            + "<div>\n<img\n  src=" + j + "\n  alt=x><IMG src=\"" + p + "\"><script>var a = '<img src=\"" + png + "\">';</script>\n</div>\n\n"
            + "![reference][pic] and ![pic] and ![again][PIC]\n\n[pic]: " + p + " \"title\"\n[other]: <" + j + ">\n\n"
            + "| a | b |\n|---|:-:|\n| ![cell](" + p + ") | `![x](" + png + ")` |\n\n"
            + "note[^1] 中文图片![图](" + p + ")和文字\n\n[^1]: foot ![foot](" + j + ")\n\n"
            + "![remote](https://example.org/x.png) ![local](./y.png) [a link](" + png + ") <" + png + ">\n"
            + "trailing spaces  \nand a last line ![end](" + p + ") without an end";
    }
}

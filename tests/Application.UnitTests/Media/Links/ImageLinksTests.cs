using Picora.Application.Media.Links;

namespace Picora.Application.UnitTests.Media.Links;

internal sealed class ImageLinksTests
{
    private const string Url = "https://media.example.org/Qw3rTy7uIo1.jpg";
    private const string Small = "https://media.example.org/Qw3rTy7uIo1/thumbnail.webp";

    [TestCase("harbour", "harbour", "harbour")]
    [TestCase("a](javascript:alert(1)) [b", @"a\](javascript:alert(1)) \[b", "a](javascript:alert(1)) [b")]
    [TestCase(@"\](x)", @"\\\](x)", @"\](x)")]
    [TestCase("\"><script>x</script>", @"""\>\<script\>x\</script\>", "&quot;&gt;&lt;script&gt;x&lt;/script&gt;")]
    [TestCase("' onerror='x", "' onerror='x", "&#39; onerror=&#39;x")]
    [TestCase("a\r\n\r\n# b\tc", "a # b c", "a # b c")]
    [TestCase("&lt; & `x` *y* _z_ ~~v~~ a|b", @"\&lt; \& \`x\` \*y\* \_z\_ \~\~v\~\~ a\|b", "&amp;lt; &amp; `x` *y* _z_ ~~v~~ a|b")]
    [TestCase("[/img][url=x]", @"\[/img\]\[url=x\]", "[/img][url=x]")]
    [TestCase("海 🌊", "海 🌊", "海 🌊")]
    public void Whatever_a_picture_is_called_stays_text(string name, string markdown, string html)
    {
        var links = ImageLinks.Of(Url, Small, name);

        links.Markdown.ShouldBe($"![{markdown}]({Url})");
        links.Html.ShouldBe($"<img src=\"{Url}\" alt=\"{html}\">");
        links.Bbcode.ShouldBe($"[img]{Url}[/img]");
        links.ThumbnailMarkdown.ShouldBe($"[![{markdown}]({Small})]({Url})");
        links.ThumbnailHtml.ShouldBe($"<a href=\"{Url}\"><img src=\"{Small}\" alt=\"{html}\"></a>");
        links.ThumbnailBbcode.ShouldBe($"[url={Url}][img]{Small}[/img][/url]");
        links.Delete.ShouldBeNull();
    }
}

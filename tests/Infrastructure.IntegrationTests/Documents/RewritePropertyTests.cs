using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using Picora.Application.Documents;
using Picora.Domain.Documents;
using Picora.Infrastructure.Documents;

namespace Picora.Infrastructure.IntegrationTests.Documents;

/// <summary>Whatever Markdown is made of: with the addresses of its pictures replaced, it is the same page with other pictures.</summary>
public sealed partial class RewritePropertyTests
{
    private const string Data = "data:image/png;base64,iVBORw0KGgo=";
    private const string Address = "https://media.example.org/Qw3rTy7uIo1.png";

    private const string WholeComment = $"<!-- <img src=\"{Data}\"> -->";

    private static readonly string[] Pieces =
    [
        $"![a]({Data})", $"![b](<{Data}> \"title\")", "![c][ref]", "![ref]", $"\n\n[ref]: {Data}\n\n", $"\r\n[ref]: <{Data}>\r\n", $"<img src=\"{Data}\">", $"<IMG alt='>' src = '{Data}'/>",
        WholeComment, $"`![x]({Data})`", $"\n```\n![x]({Data})\n```\n", $"\n    ![x]({Data})\n", $"[link]({Data})", $"\\![x]({Data})", $"\n<div>\n<img src={Data}>\n</div>\n\n",
        $"\n| a | b |\n|---|---|\n| ![t]({Data}) | x |\n\n", "\n> ", "\n- ", "\n  1. ", "\n\n", "\n", "\r\n", "\t", "  ", "*", "**", "_", "`", "```", "[", "]", "(", ")", "!", "<", ">", "\\", "&amp;", "中文", "word ",
        "\n# Title\n", "\n---\n", "\n~~~\n", "<!--", "-->", "<div>", "</div>", "<script>", "</script>", "[^1]", "\n[^1]: note ", "$", "|", "\"", "'", "\0", "\uFEFF", "🌊",
    ];

    private readonly MarkdigReader reader = new(Parser());
    private readonly MarkdownRenderer renderer = new(Parser());

    [Test]
    public void Only_pictures_change()
    {
        var texts = Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary();
        Prop.ForAll(texts, HoldsFor).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(60));
    }

    [Test]
    public void Every_picture_of_a_usual_text_is_found()
    {
        var text = string.Concat(Pieces.Take(16).Select(piece => piece + "\n\n"));

        // Inline twice, one definition of two (the first counts), two elements, one in a block, one in a table; nothing of code, comments, links and escapes.
        reader.Read(text)!.Places.Count(place => DataUri.IsOne(place.Address)).ShouldBe(8);
    }

    [TestCase("<!-->", 1)]
    [TestCase("<!--->", 1)]
    [TestCase("<!---->", 1)]
    [TestCase("<!-- ", 0)]
    public void A_comment_ends_where_a_browser_ends_it(string before, int pictures) =>
        reader.Read($"<div>\n{before}<img src=\"{Data}\">\n</div>\n")!.Places.Count(place => place.Address == Data).ShouldBe(pictures);

    [TestCase("<![a](b) <img alt='>' src='{0}'>", 0)]
    [TestCase("<?a <img alt='>' src='{0}'>", 0)]
    [TestCase("</ a <img alt='>' src='{0}'>", 0)]
    [TestCase("<b title='<img src=\"{0}\">'>", 0)]
    [TestCase("</b title='<img src=\"{0}\">'>", 0)]
    [TestCase("<img\u00a0src='{0}'>", 0)]
    [TestCase("<title><img src='{0}'></titles><img src='{0}'></title ><img src='{0}'>", 1)]
    [TestCase("< b <img src='{0}'> <3 <img src='{0}'>", 2)]
    public void A_picture_in_markup_is_where_a_browser_sees_it(string markup, int pictures) =>
        reader.Read($"<div>\n{markup.Replace("{0}", Data, StringComparison.Ordinal)}\n</div>\n")!.Places.Count(place => place.Address == Data).ShouldBe(pictures);

    private bool HoldsFor(string text)
    {
        if (reader.Read(text) is not { } outline)
        {
            return renderer.Render(text) is null;
        }

        var rewritten = Replace(text, outline);
        var after = reader.Read(rewritten) ?? throw new InvalidOperationException("The rewritten text cannot be read.");
        return outline.Images.Select(address => address == Data ? Address : address).SequenceEqual(after.Images)
            && after.Places.All(place => place.Address != Data)
            && after.Heading == outline.Heading
            && (IsTorn(text) || Page(text).Replace($"src=\"{Data}\"", $"src=\"{Address}\"", StringComparison.Ordinal) == Page(rewritten));
    }

    // A comment or a script that begins in one block and ends in another, or nowhere, is one for a browser and none for Markdown. The page shows
    // nothing of it; what is replaced there is nobody's picture.
    private static bool IsTorn(string text) =>
        text.Replace(WholeComment, string.Empty, StringComparison.Ordinal) is var rest
        && (rest.Contains("<!--", StringComparison.Ordinal) || rest.Contains("<script>", StringComparison.Ordinal));

    private static string Replace(string text, MarkdownOutline outline)
    {
        var (result, at) = (new StringBuilder(), 0);
        foreach (var place in outline.Places.Where(place => place.Address == Data))
        {
            text.Substring(place.Start, place.Length).ShouldBe(Data);
            result.Append(text, at, place.Start - at).Append(Address);
            at = place.Start + place.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    // A definition serves links, too, and those to a picture in its address lead nowhere. One byte order mark is none of the text; another one behind it is.
    private string Page(string text) => Links().Replace(renderer.Render(text is ['\uFEFF', ..] ? text[1..] : text)!, string.Empty);

    private static MarkdownParser Parser() => new(Options.Create(new DocumentOptions()));

    [GeneratedRegex(" href=\"[^\"]*\"( rel=\"[^\"]*\")?")]
    private static partial Regex Links();
}

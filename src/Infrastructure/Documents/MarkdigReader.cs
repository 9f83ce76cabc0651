using System.Text;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Picora.Application.Documents;
using Picora.Domain.Documents;

namespace Picora.Infrastructure.Documents;

/// <summary>Reads an outline off the syntax tree.</summary>
internal sealed class MarkdigReader(MarkdownParser parser) : IMarkdownReader
{
    private const char ByteOrderMark = '\uFEFF';

    public MarkdownOutline? Read(string text)
    {
        var mark = text is [ByteOrderMark, ..] ? 1 : 0;
        var body = text[mark..];
        if (parser.Parse(body) is not { } tree)
        {
            return null;
        }

        var places = new ImagePlaces(body);
        var images = new List<string>();
        foreach (var node in tree.Descendants())
        {
            switch (node)
            {
                case LinkInline { IsImage: true } link:
                    images.Add(link.Url ?? string.Empty);
                    if (link.Reference is null)
                    {
                        places.Add(link.Url, link.UrlSpan, link.Span);
                    }

                    break;
                case LinkReferenceDefinition { Url: { } url } definition when DataUri.IsOne(url):
                    places.Add(url, definition.UrlSpan, definition.Span);
                    break;
                case HtmlInline inline:
                    images.AddRange(places.AddTags(inline.Span));
                    break;
                case HtmlBlock:
                    images.AddRange(places.AddTags(node.Span));
                    break;
            }
        }

        return new MarkdownOutline(HeadingOf(tree), WordsOf(tree), images, places.InOrder(mark));
    }

    private static string? HeadingOf(MarkdownDocument tree)
    {
        var heading = tree.Descendants<HeadingBlock>().FirstOrDefault(block => block.Level == 1);
        return heading?.Inline is { } inline ? TextOf(inline) : null;
    }

    private static int WordsOf(MarkdownDocument tree)
    {
        var count = 0;
        foreach (var block in tree.Descendants<LeafBlock>().Where(block => block is not (YamlFrontMatterBlock or HtmlBlock or LinkReferenceDefinition)))
        {
            count += block.Inline is { } inline ? Words.Count(TextOf(inline)) : Words.Count(block.Lines.ToString());
        }

        return count;
    }

    public static string TextOf(ContainerInline inline)
    {
        var text = new StringBuilder();
        foreach (var part in inline.Descendants())
        {
            switch (part)
            {
                case LiteralInline literal when !IsOfPicture(literal):
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
            }
        }

        return text.ToString();
    }

    // What stands in for a picture is not read where the picture is seen.
    private static bool IsOfPicture(Inline inline)
    {
        for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is LinkInline { IsImage: true })
            {
                return true;
            }
        }

        return false;
    }
}

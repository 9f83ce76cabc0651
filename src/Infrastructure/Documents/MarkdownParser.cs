using Markdig;
using Markdig.Syntax;
using Microsoft.Extensions.Options;
using Picora.Application.Documents;

namespace Picora.Infrastructure.Documents;

/// <summary>The one way in which Markdown is understood, for the answers as for the pages.</summary>
internal sealed class MarkdownParser(IOptions<DocumentOptions> options)
{
    public static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation()
        .UseYamlFrontMatter()
        .UsePipeTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseAutoLinks()
        .UseEmphasisExtras()
        .UseDefinitionLists()
        .UseAlertBlocks()
        .UseMathematics()
        .UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub)
        .Build();

    /// <summary>Null for a text that is nested too deeply, or would take too long.</summary>
    /// <param name="text">Without a byte order mark.</param>
    public MarkdownDocument? Parse(string text)
    {
        if (IsTooDense(text))
        {
            return null;
        }

        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            // How the library says that its limit of depth was reached.
            return null;
        }
    }

    // The library's work on brackets grows with the square of how many a paragraph has.
    private bool IsTooDense(string text)
    {
        var (all, here, blank) = (0, 0, true);
        foreach (var letter in text)
        {
            switch (letter)
            {
                case '\n':
                    here = blank ? 0 : here;
                    blank = true;
                    break;
                case '[':
                    blank = false;
                    all++;
                    here++;
                    break;
                default:
                    blank &= char.IsWhiteSpace(letter);
                    break;
            }

            if (all > options.Value.MaxBrackets || here > options.Value.MaxBracketsInParagraph)
            {
                return true;
            }
        }

        return false;
    }
}

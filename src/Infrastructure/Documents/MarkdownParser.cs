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
        .UseAlertBlocks()
        .UseMathematics()
        .Build();

    /// <summary>Null for a text that is nested too deeply, or would take too long.</summary>
    /// <param name="text">Without a byte order mark.</param>
    public MarkdownDocument? Parse(string text)
    {
        if (MarkdownEffort.IsTooMuch(text, options.Value))
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
}

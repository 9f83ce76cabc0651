namespace Picora.Application.Documents;

/// <summary>Understands Markdown, as the page that a document becomes shows it.</summary>
public interface IMarkdownReader
{
    /// <summary>Null for a text that is nested too deeply, or has too many brackets, to be looked into.</summary>
    /// <param name="text">Of the whole document, a byte order mark included.</param>
    MarkdownOutline? Read(string text);
}

/// <summary>What of a Markdown text matters here. Everything that only looks like it, in code or in comments, is not in it.</summary>
/// <param name="Heading">The words of the first heading of the first level; null without one.</param>
/// <param name="Images">The addresses of pictures as they are shown, one after the other.</param>
/// <param name="Places">Where the text has addresses of pictures, in its order: each once, also when it is a definition that several pictures use.</param>
public sealed record MarkdownOutline(string? Heading, int Words, IReadOnlyList<string> Images, IReadOnlyList<ImagePlace> Places);

/// <param name="Address">As it is meant, entities resolved.</param>
/// <param name="Start">In UTF-16 units from the beginning; the stretch holds the address and nothing else.</param>
/// <param name="Line">From 1.</param>
public sealed record ImagePlace(string Address, int Start, int Length, int Line);

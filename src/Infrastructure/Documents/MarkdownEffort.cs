using Picora.Application.Documents;

namespace Picora.Infrastructure.Documents;

/// <summary>
/// Tells from the letters alone, before anything is parsed, whether that would take too long: the library's work on brackets and emphasis grows with the
/// square of how many a paragraph has; for each mark that nothing closes it looks to the paragraph's end, and for each address to the word's.
/// </summary>
internal ref struct MarkdownEffort(ReadOnlySpan<char> text, DocumentOptions limits)
{
    private const int MostIndent = 3;

    private readonly ReadOnlySpan<char> text = text;
    private long looks;
    private int brackets;
    private int bracketsHere;
    private long marksHere;
    private long emphasisHere;
    private int paragraph;

    public static bool IsTooMuch(ReadOnlySpan<char> text, DocumentOptions limits) => new MarkdownEffort(text, limits).Measure();

    private bool Measure()
    {
        for (var line = 0; line < text.Length;)
        {
            var length = text[line..].IndexOf('\n') is var end and >= 0 ? end + 1 : text.Length - line;
            var letters = text.Slice(line, length);
            if (BeginsAnew(letters) && EndParagraph(line))
            {
                return true;
            }

            Count(letters);
            CountAddresses(letters);
            line += length;
            if (brackets > limits.MaxBrackets || bracketsHere > limits.MaxBracketsInParagraph)
            {
                return true;
            }
        }

        return EndParagraph(text.Length);
    }

    private bool EndParagraph(int at)
    {
        looks += (marksHere * (at - paragraph)) + (emphasisHere * emphasisHere);
        (marksHere, emphasisHere, bracketsHere, paragraph) = (0, 0, 0, at);
        return looks > limits.MaxLooks;
    }

    // A blank line, or one that begins an item or a heading wherever it stands. What only may end a paragraph does not count.
    private static bool BeginsAnew(ReadOnlySpan<char> line)
    {
        // Other white space is a letter like any other here.
        if (line.IndexOfAnyExcept(" \t\r\n") < 0)
        {
            return true;
        }

        var rest = line.TrimStart(' ');
        var mark = rest[0] == '#' ? rest.IndexOfAnyExcept('#') : 1;
        return line.Length - rest.Length <= MostIndent && rest[0] is '-' or '*' or '+' or '#' && mark is > 0 and <= 6
            && mark + 1 < rest.Length && rest[mark] == ' ' && !char.IsWhiteSpace(rest[mark + 1]);
    }

    private void Count(ReadOnlySpan<char> line)
    {
        var i = line.IndexOfAny(Marks);
        while (i >= 0)
        {
            switch (line[i])
            {
                case '[':
                    brackets++;
                    bracketsHere++;
                    break;
                case '<':
                    marksHere += i + 1 < line.Length && line[i + 1] is '!' or '?' ? 1 : 0;
                    break;
                // A run counts once.
                case '`' or '$':
                    marksHere += i == 0 || line[i - 1] != line[i] ? 1 : 0;
                    break;
                default:
                    emphasisHere += i == 0 || line[i - 1] != line[i] ? 1 : 0;
                    break;
            }

            var next = line[(i + 1)..].IndexOfAny(Marks);
            i = next < 0 ? -1 : i + 1 + next;
        }
    }

    private void CountAddresses(ReadOnlySpan<char> line)
    {
        while (line.IndexOfAny(Addresses) is var at and >= 0)
        {
            var start = line[..at].LastIndexOfAny(Spaces) + 1;
            var end = line[at..].IndexOfAny(Spaces) is var space and >= 0 ? at + space : line.Length;
            var word = line[at..end];
            var count = 1L;
            while (word[1..].IndexOfAny(Addresses) is var next and >= 0)
            {
                word = word[(next + 1)..];
                count++;
            }

            looks += count * (end - start);
            line = line[end..];
        }
    }

    private const string Spaces = " \t\r\n";

    private static readonly System.Buffers.SearchValues<string> Addresses =
        System.Buffers.SearchValues.Create(["://", "www.", "mailto:", "tel:"], StringComparison.OrdinalIgnoreCase);

    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("[<`$*_~^+=");
}

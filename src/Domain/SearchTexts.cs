using System.Text;

namespace Picora.Domain;

/// <summary>Texts as they are searched: without regard to case, one text per line, so that no word is found across two of them.</summary>
public static class SearchTexts
{
    /// <summary>How many words of a question count.</summary>
    public const int MaxWords = 10;

    /// <summary>Of a text to search in, in characters, where the row does not say otherwise.</summary>
    public const int MaxLength = 1024;

    private const char Line = '\n';

    /// <param name="maxLength">Of the whole text, in characters; the rest is not found.</param>
    public static string Of(IEnumerable<string?> texts, int maxLength = MaxLength)
    {
        var all = new StringBuilder();
        foreach (var text in texts.OfType<string>())
        {
            all.Append(Line).Append(Fold(text));
        }

        // Never between the two halves of a character.
        var length = Math.Min(all.Length, maxLength);
        return all.ToString(0, length < all.Length && char.IsHighSurrogate(all[length - 1]) ? length - 1 : length);
    }

    /// <summary>The words of a question; a text that holds each of them is an answer.</summary>
    public static IReadOnlyList<string> Words(string question) =>
        [.. Fold(question).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(MaxWords)];

    // Whatever is not seen separates words.
    private static string Fold(string text) =>
        string.Create(text.Length, text, (folded, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                folded[i] = char.IsWhiteSpace(source[i]) || char.IsControl(source[i]) ? ' ' : char.ToLowerInvariant(source[i]);
            }
        });
}

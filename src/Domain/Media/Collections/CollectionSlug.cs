using System.Text;

namespace Picora.Domain.Media.Collections;

/// <summary>A collection's name as addresses carry it: 2 to 64 letters, digits and hyphens, no hyphen at either end.</summary>
public static class CollectionSlug
{
    public const int MaxLength = 64;
    private const int MinLength = 2;
    private const int RandomLength = 8;

    public static bool IsValid(string text) =>
        text.Length is >= MinLength and <= MaxLength && text.All(letter => IsPlain(letter) || letter == '-') && text[0] != '-' && text[^1] != '-';

    /// <summary>What a name becomes. A name without plain letters, such as one in Chinese, gets a slug that says nothing.</summary>
    public static string From(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (IsPlain(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = Cut(slug.ToString(), MaxLength);
        return text.Length >= MinLength ? text : $"collection-{Random()}";
    }

    /// <summary>Another slug for the same name.</summary>
    public static string Vary(string slug) => $"{Cut(slug, MaxLength - RandomLength - 1)}-{Random()}";

    private static string Cut(string text, int length) => (text.Length > length ? text[..length] : text).Trim('-');

    // Both cases and the two signs of an id become plain ones: few enough collide, and those are tried again.
    private static string Random() =>
        NanoId.New(RandomLength).ToLowerInvariant().Replace('_', 'x').Replace('-', 'z');

    private static bool IsPlain(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter);
}

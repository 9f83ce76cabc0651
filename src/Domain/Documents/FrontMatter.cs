using System.Text;

namespace Picora.Domain.Documents;

/// <summary>
/// What the head of a document says of it: the scalars and lists of YAML that people write there. What is read otherwise than it was meant
/// is only a hint that is missed; the head itself is never touched.
/// </summary>
public sealed record FrontMatter(string? Title, IReadOnlyList<string> Tags, bool? IsPublic)
{
    public static readonly FrontMatter None = new(null, [], null);

    private const string Fence = "---";
    private const string OtherEnd = "...";
    private const int MaxLines = 500;

    // Longer than ten tags and any title.
    private const int MaxLineLength = 4096;

    /// <param name="text">Of the whole document, without a byte order mark.</param>
    public static FrontMatter Read(string text)
    {
        if (!text.StartsWith(Fence, StringComparison.Ordinal))
        {
            return None;
        }

        var lines = new List<string>();
        using var reader = new StringReader(text);
        if (!IsFence(reader.ReadLine()!))
        {
            return None;
        }

        while (lines.Count < MaxLines && reader.ReadLine() is { } line)
        {
            if (IsFence(line) || string.Equals(line.TrimEnd(), OtherEnd, StringComparison.Ordinal))
            {
                return Interpret(lines);
            }

            lines.Add(line.Length <= MaxLineLength ? line : string.Empty);
        }

        return None;
    }

    private static bool IsFence(string line) => string.Equals(line.TrimEnd(), Fence, StringComparison.Ordinal);

    private static FrontMatter Interpret(List<string> lines)
    {
        var found = None;
        for (var i = 0; i < lines.Count; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || char.IsWhiteSpace(lines[i][0]))
            {
                continue;
            }

            var value = lines[i][(colon + 1)..].Trim();
            found = lines[i][..colon].Trim().ToLowerInvariant() switch
            {
                "title" => found with { Title = Scalar(value) is { Length: > 0 } title ? title : found.Title },
                "tags" => found with { Tags = value.Length > 0 ? List(value) : Items(lines, i + 1) },
                "public" => found with { IsPublic = Flag(value) ?? found.IsPublic },
                _ => found,
            };
        }

        return found;
    }

    private static bool? Flag(string value) => Scalar(value).ToLowerInvariant() switch
    {
        "true" or "yes" => true,
        "false" or "no" => false,
        _ => null,
    };

    // "- one" below each other, indented or not.
    private static List<string> Items(List<string> lines, int first) =>
    [
        .. lines.Skip(first).Select(line => line.TrimStart()).TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => Scalar(line[2..].Trim())),
    ];

    // "[one, two]", and the "one, two" that many write in its stead.
    private static List<string> List(string value)
    {
        var inner = value.StartsWith('[') && value.IndexOf(']', StringComparison.Ordinal) is var end and > 0 ? value[1..end] : value;
        return [.. Split(inner).Select(item => Scalar(item.Trim()))];
    }

    private static IEnumerable<string> Split(string list)
    {
        var (item, quote, blank) = (new StringBuilder(), '\0', true);
        foreach (var character in list)
        {
            if (character == ',' && quote == '\0')
            {
                yield return item.ToString();
                item.Clear();
                blank = true;
                continue;
            }

            quote = (quote, character) switch
            {
                ('\0', '"' or '\'') when blank => character,
                _ when quote == character => '\0',
                _ => quote,
            };
            item.Append(character);
            blank &= char.IsWhiteSpace(character);
        }

        yield return item.ToString();
    }

    private static string Scalar(string value)
    {
        if (value is ['"', ..] && value.LastIndexOf('"') is var close and > 0)
        {
            return value[1..close].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        }

        if (value is ['\'', ..] && value.LastIndexOf('\'') is var end and > 0)
        {
            return value[1..end].Replace("''", "'", StringComparison.Ordinal);
        }

        // Texts over several lines are not for a title.
        if (value is ['|' or '>' or '&' or '*' or '{', ..])
        {
            return string.Empty;
        }

        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment >= 0 ? value[..comment].TrimEnd() : value;
    }
}

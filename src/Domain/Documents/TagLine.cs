namespace Picora.Domain.Documents;

/// <summary>A document's tags as its row holds them: one per line, with a line break before the first and behind the last, so that one is found by its line.</summary>
public static class TagLine
{
    public const int MaxTags = 10;
    public const int MaxTagLength = 32;
    public const int MaxLength = (MaxTags * (MaxTagLength + 1)) + 1;

    private const char Break = '\n';

    /// <summary>What a row's tags contain when this is one of them.</summary>
    public static string Entry(string tag) => $"{Break}{tag}{Break}";

    public static IReadOnlyList<string> Read(string line) => line.Split(Break, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Tags are trimmed; doubles count once.</summary>
    public static Result<string> Write(IReadOnlyList<string> tags)
    {
        var distinct = Distinct(tags);
        return distinct.Count <= MaxTags && distinct.TrueForAll(IsTag)
            ? Join(distinct)
            : Error.Validation("tags", $"A document has at most {MaxTags} tags of at most {MaxTagLength} characters each, none of them a control character.");
    }

    /// <summary>Those of the tags that can be kept: for tags that nobody gave on purpose.</summary>
    public static string WriteSome(IReadOnlyList<string> tags) => Join([.. Distinct(tags).Where(IsTag).Take(MaxTags)]);

    private static List<string> Distinct(IReadOnlyList<string> tags) =>
        [.. tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)];

    private static bool IsTag(string tag) => tag.Length <= MaxTagLength && !tag.Any(char.IsControl);

    private static string Join(List<string> tags) => tags.Count == 0 ? string.Empty : $"{Break}{string.Join(Break, tags)}{Break}";
}

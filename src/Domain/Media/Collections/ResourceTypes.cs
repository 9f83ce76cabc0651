namespace Picora.Domain.Media.Collections;

/// <summary>Kinds of things that a collection may hold.</summary>
[Flags]
public enum ResourceTypes
{
    None = 0,
    Doc = 1,
    Image = 2,
    Video = 4,
    Audio = 8,

    All = Doc | Image | Video | Audio,
}

public static class ResourceTypeNames
{
    private static readonly (string Name, ResourceTypes Type)[] Names =
        [("doc", ResourceTypes.Doc), ("image", ResourceTypes.Image), ("video", ResourceTypes.Video), ("audio", ResourceTypes.Audio)];

    public static IReadOnlyList<string> ToNames(this ResourceTypes types) =>
        [.. Names.Where(entry => types.HasFlag(entry.Type)).Select(entry => entry.Name)];

    /// <summary>Null when one of the names is unknown.</summary>
    public static ResourceTypes? Parse(IEnumerable<string?> names)
    {
        var types = ResourceTypes.None;
        foreach (var name in names)
        {
            var found = Array.Find(Names, entry => string.Equals(entry.Name, name, StringComparison.Ordinal)).Type;
            if (found == ResourceTypes.None)
            {
                return null;
            }

            types |= found;
        }

        return types;
    }
}

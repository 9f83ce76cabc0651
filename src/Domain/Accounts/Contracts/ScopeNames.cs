namespace Picora.Domain.Accounts.Contracts;

/// <summary>The vocabularies in which clients name scopes (contract section 1.4), read into one set and written back in the published forms.</summary>
public static class ScopeNames
{
    private const Scope MediaRead = Scope.ImagesRead | Scope.VideosRead | Scope.AudioRead;
    private const Scope MediaWrite = Scope.ImagesWrite | Scope.VideosWrite | Scope.AudioWrite;
    private const Scope MediaDelete = Scope.ImagesDelete | Scope.VideosDelete | Scope.AudioDelete;

    private static readonly (string Name, Scope Scope)[] Colon =
    [
        ("images:read", Scope.ImagesRead), ("images:write", Scope.ImagesWrite), ("images:delete", Scope.ImagesDelete),
        ("videos:read", Scope.VideosRead), ("videos:write", Scope.VideosWrite), ("videos:delete", Scope.VideosDelete),
        ("audio:read", Scope.AudioRead), ("audio:write", Scope.AudioWrite), ("audio:delete", Scope.AudioDelete),
        ("docs:read", Scope.DocsRead), ("docs:write", Scope.DocsWrite), ("docs:delete", Scope.DocsDelete),
        ("collections:read", Scope.CollectionsRead), ("collections:write", Scope.CollectionsWrite), ("collections:delete", Scope.CollectionsDelete),
        ("usage:read", Scope.UsageRead), ("account:read", Scope.AccountRead),
    ];

    private static readonly (string Name, Scope Scope)[] Dotted =
    [
        ("media.read", MediaRead), ("media.write", MediaWrite), ("media.delete", MediaDelete),
        ("kb.read", Scope.DocsRead), ("kb.write", Scope.DocsWrite),
        ("account.read", Scope.AccountRead), ("usage.read", Scope.UsageRead),
        ("collection.read", Scope.CollectionsRead), ("collection.write", Scope.CollectionsWrite), ("collection.delete", Scope.CollectionsDelete),
    ];

    private static readonly Dictionary<string, Scope> Whole = new(StringComparer.Ordinal)
    {
        ["read"] = Scope.AllRead,
        ["read_write"] = Scope.AllRead | Scope.AllWrite,
        ["read_write_delete"] = Scope.All,
        ["upload"] = Scope.ImagesWrite | Scope.CollectionsWrite,
        ["episode.write"] = Scope.CollectionsWrite,
    };

    private static readonly Dictionary<string, Scope> Families = new(StringComparer.Ordinal)
    {
        ["image"] = Scope.ImagesRead | Scope.ImagesWrite | Scope.ImagesDelete,
        ["images"] = Scope.ImagesRead | Scope.ImagesWrite | Scope.ImagesDelete,
        ["video"] = Scope.VideosRead | Scope.VideosWrite | Scope.VideosDelete,
        ["videos"] = Scope.VideosRead | Scope.VideosWrite | Scope.VideosDelete,
        ["audio"] = Scope.AudioRead | Scope.AudioWrite | Scope.AudioDelete,
        ["media"] = MediaRead | MediaWrite | MediaDelete,
        ["docs"] = Scope.DocsRead | Scope.DocsWrite | Scope.DocsDelete,
        ["kb"] = Scope.DocsRead | Scope.DocsWrite | Scope.DocsDelete,
        ["collection"] = Scope.CollectionsRead | Scope.CollectionsWrite | Scope.CollectionsDelete,
        ["collections"] = Scope.CollectionsRead | Scope.CollectionsWrite | Scope.CollectionsDelete,
        ["usage"] = Scope.UsageRead,
        ["account"] = Scope.AccountRead,
    };

    /// <summary>What one name of any vocabulary grants; null for an unknown one.</summary>
    public static Scope? Parse(string? name)
    {
        if (name is null || name.Split(':', '.') is not { Length: <= 2 } parts)
        {
            return null;
        }

        var scope = parts.Length == 1 || Whole.ContainsKey(name)
            ? Whole.GetValueOrDefault(name)
            : Combine(parts[0], parts[1]) | Combine(parts[1], parts[0]);
        return scope == Scope.None ? null : scope;
    }

    /// <summary>What several names grant together; null when one of them is unknown.</summary>
    public static Scope? Parse(IEnumerable<string?> names) =>
        names.Select(Parse).Aggregate((Scope?)Scope.None, (all, one) => all | one);

    /// <summary>The colon form, such as <c>images:read</c>, in a fixed order.</summary>
    public static IReadOnlyList<string> ToColonList(Scope scopes) => Names(Colon, scopes);

    /// <summary>The v2 form, such as <c>media.read</c>: those names whose whole meaning is granted.</summary>
    public static IReadOnlyList<string> ToDottedList(Scope scopes) => Names(Dotted, scopes);

    /// <summary>The v1 tier: the strongest verb that is granted on anything.</summary>
    public static string ToTier(Scope scopes) => scopes switch
    {
        _ when (scopes & Scope.AllDelete) != Scope.None => "read_write_delete",
        _ when (scopes & Scope.AllWrite) != Scope.None => "read_write",
        _ => "read",
    };

    private static Scope Combine(string family, string verb) => Families.GetValueOrDefault(family) & verb switch
    {
        "read" => Scope.AllRead,
        "write" => Scope.AllWrite,
        "delete" => Scope.AllDelete,
        _ => Scope.None,
    };

    private static List<string> Names((string Name, Scope Scope)[] vocabulary, Scope scopes) =>
        [.. vocabulary.Where(entry => scopes.HasFlag(entry.Scope)).Select(entry => entry.Name)];
}

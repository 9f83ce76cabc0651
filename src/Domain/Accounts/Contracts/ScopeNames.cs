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

    /// <summary>The stored and published colon form, such as <c>images:read</c>, in a fixed order.</summary>
    public static IReadOnlyList<string> ToColonList(Scope scopes) =>
        [.. Colon.Where(entry => scopes.HasFlag(entry.Scope)).Select(entry => entry.Name)];
}

using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Surface;

/// <summary>One row of <c>docs/api/authorization.md</c>.</summary>
/// <param name="Key">What a key needs: a scope, nothing (<c>yes</c>), or it is never let in (<c>–</c>).</param>
internal sealed record AccessRow(string Id, string Method, string Path, bool Anybody, bool Session, bool Administrator, string Key)
{
    public bool IsPrivate => !Anybody && Session;

    /// <summary>The collection that the operation's first id belongs to; null for an operation without one.</summary>
    public string? Collection => Path.Contains("/{", StringComparison.Ordinal) ? Path[..Path.IndexOf("/{", StringComparison.Ordinal)] : null;

    /// <param name="scope">The one that the key has; null for a key with all.</param>
    public bool LetsIn(string? scope) => Key == "yes" || (scope is null ? Key != "–" : Key.Split(" or ").Contains(scope));
}

/// <summary>The table that says who may call what, as it is checked in.</summary>
internal static class AccessTable
{
    public static IReadOnlyList<AccessRow> Read() =>
    [
        .. File.ReadLines(Path.Combine(RepositoryRoot(), "docs", "api", "authorization.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(Parse),
    ];

    private static AccessRow Parse(string line)
    {
        var cells = line.Trim('|').Split('|').Select(cell => cell.Trim().Replace("`", string.Empty, StringComparison.Ordinal)).ToArray();
        var address = cells[1].Split(' ');
        return new AccessRow(cells[0], address[0], address[1], cells[2] == "yes", cells[3] == "yes", cells[4] == "yes", cells[5]);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Picora.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}

/// <summary>What the API's description says of its operations, as far as requests are made from it.</summary>
internal sealed class DescribedOperations(JsonElement document)
{
    public static async Task<DescribedOperations> ReadAsync(PicoraServer server) =>
        new(JsonDocument.Parse(await server.CreateClient().GetStringAsync("/openapi/v1.json")).RootElement);

    public IEnumerable<string> Ids => document.GetProperty("paths").EnumerateObject()
        .Where(path => path.Name.StartsWith("/v1/", StringComparison.Ordinal))
        .SelectMany(path => path.Value.EnumerateObject().Where(member => member.Value.TryGetProperty("operationId", out _)).Select(member => member.Value.Text("operationId")));

    public bool HasBody(AccessRow row) => Find(row).TryGetProperty("requestBody", out _);

    public bool ReadsCookie(AccessRow row) =>
        Find(row).TryGetProperty("security", out var security) && security.EnumerateArray().Any(scheme => scheme.TryGetProperty("refreshCookie", out _));

    /// <summary>The example of the JSON body; null when there is none.</summary>
    public JsonElement? Example(AccessRow row) =>
        Find(row).TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json) && json.TryGetProperty("example", out var example)
            ? example
            : null;

    private JsonElement Find(AccessRow row) => document.GetProperty("paths").GetProperty(row.Path).GetProperty(row.Method.ToLowerInvariant());
}

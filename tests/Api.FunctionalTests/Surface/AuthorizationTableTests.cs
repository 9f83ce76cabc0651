using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Surface;

/// <summary>
/// Who may call what: the table in <c>docs/api/authorization.md</c> is what the description says, and what the server does, cell by cell.
/// </summary>
[TestFixture]
[Category(TestCategories.OneEngine)]
internal sealed class AuthorizationTableTests
{
    private const string Everything = "read_write_delete";
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete", "options"];

    private PicoraServer server = null!;
    private IReadOnlyList<Operation> operations = null!;
    private TestUser administrator = null!;
    private TestUser person = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        // Nobody is to be deleted on the way: without the code it comes to nothing.
        server = await PicoraServer.StartAsync("--Picora:Plans:trial:ApiKeyCount=50", "--Picora:Accounts:Closing:Confirmation=code");
        administrator = await server.SignUpAsync();
        person = await server.SignUpAsync();
        operations = await ReadOperationsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public void The_table_is_what_the_server_describes()
    {
        var table = Path.Combine(RepositoryRoot(), "docs", "api", "authorization.md");
        var real = Render();
        if (Environment.GetEnvironmentVariable("PICORA_WRITE_DOCS") is not null)
        {
            File.WriteAllText(table, real);
        }

        File.ReadAllText(table).ShouldBe(real, "Look at what changed; PICORA_WRITE_DOCS=1 writes docs/api/authorization.md anew.");
    }

    [Test]
    public async Task Without_a_credential_only_public_operations_answer()
    {
        foreach (var operation in operations.Where(operation => !operation.ReadsCookie))
        {
            var (status, code) = await CallAsync(server.CreateClient(), operation);

            (status == HttpStatusCode.Unauthorized).ShouldBe(operation.Access is not Access.Anybody, $"{operation} answered {status} {code}");
        }
    }

    [Test]
    public async Task A_session_may_do_all_but_administer()
    {
        foreach (var operation in operations.Where(operation => !operation.ReadsCookie))
        {
            var (status, code) = await CallAsync(person.Http, operation);

            IsRefused(status).ShouldBe(operation.Access is Access.Administrator, $"{operation} answered {status} {code}");
        }
    }

    [Test]
    public async Task An_administrator_may_do_everything()
    {
        foreach (var operation in operations.Where(operation => !operation.ReadsCookie))
        {
            var (status, code) = await CallAsync(administrator.Http, operation);

            IsRefused(status).ShouldBeFalse($"{operation} answered {status} {code}");
        }
    }

    [Test]
    public async Task The_fullest_key_never_reaches_what_belongs_to_sessions()
    {
        // An administrator's key is no better than anybody's.
        foreach (var key in new[] { await person.CreateKeyAsync(Everything), await administrator.CreateKeyAsync(Everything) })
        {
            foreach (var operation in operations.Where(operation => !operation.ReadsCookie))
            {
                var (status, code) = await CallAsync(key.Http, operation);

                IsRefused(status).ShouldBe(operation.Access is Access.Session or Access.Administrator, $"{operation} answered {status} {code}");
            }
        }
    }

    [Test]
    public async Task A_key_reaches_exactly_the_operations_of_its_scope()
    {
        foreach (var scope in operations.SelectMany(operation => operation.Scopes).Distinct(StringComparer.Ordinal))
        {
            var key = await person.CreateKeyAsync(scope);
            foreach (var operation in operations.Where(operation => operation.Access is Access.Scope))
            {
                var (status, code) = await CallAsync(key.Http, operation);

                (code == "INSUFFICIENT_SCOPE").ShouldBe(!operation.Scopes.Contains(scope), $"{operation} with {scope} answered {status} {code}");
            }
        }
    }

    private static bool IsRefused(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    // Bodies are empty: what is looked at is whether the caller is let in, which comes before anything else.
    private static async Task<(HttpStatusCode Status, string? Code)> CallAsync(HttpClient client, Operation operation)
    {
        var route = operation.Path.Replace("{id}", "AAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method.ToUpperInvariant()), route);
        if (operation.HasBody)
        {
            request.Content = JsonContent.Create(new { });
        }

        var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, body.StartsWith('{') && JsonDocument.Parse(body).RootElement.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private async Task<IReadOnlyList<Operation>> ReadOperationsAsync()
    {
        var document = await server.CreateClient().GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        return
        [
            // Signing out would end the session that the other calls need.
            .. from path in document.GetProperty("paths").EnumerateObject()
               where path.Name.StartsWith("/v1/", StringComparison.Ordinal)
               from operation in path.Value.EnumerateObject().Where(member => Methods.Contains(member.Name, StringComparer.Ordinal))
               let read = Operation.Read(path.Name, operation.Name, operation.Value)
               where read.Id != "logout"
               select read,
        ];
    }

    private string Render()
    {
        var text = new StringBuilder("# Who may call what\n\nGenerated from the operations; a test holds it against the server, cell by cell.\n\n")
            .Append("| operation | method and path | anybody | session | administrator | API key |\n|---|---|---|---|---|---|\n");
        foreach (var operation in operations.OrderBy(operation => operation.Path, StringComparer.Ordinal).ThenBy(operation => operation.Method, StringComparer.Ordinal))
        {
            text.Append("| `").Append(operation.Id).Append("` | `").Append(operation.Method.ToUpperInvariant()).Append(' ').Append(operation.Path)
                .Append("` | ").Append(operation.Access is Access.Anybody ? "yes" : "–")
                .Append(" | ").Append(operation.Access is Access.Administrator ? "–" : "yes").Append(" | yes | ").Append(operation.KeyCell).Append(" |\n");
        }

        return text.ToString();
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

    private enum Access
    {
        Anybody,
        Credential,
        Scope,
        Session,
        Administrator,
    }

    private sealed record Operation(string Id, string Method, string Path, Access Access, IReadOnlyList<string> Scopes, bool HasBody, bool ReadsCookie)
    {
        public string KeyCell => Access switch
        {
            Access.Anybody or Access.Credential => "yes",
            Access.Scope => string.Join(" or ", Scopes.Select(scope => $"`{scope}`")),
            _ => "–",
        };

        public static Operation Read(string path, string method, JsonElement operation)
        {
            var schemes = operation.TryGetProperty("security", out var security)
                ? security.EnumerateArray().SelectMany(requirement => requirement.EnumerateObject()).ToLookup(scheme => scheme.Name, scheme => scheme.Value)
                : Enumerable.Empty<JsonProperty>().ToLookup(scheme => scheme.Name, scheme => scheme.Value);
            // Of several requirements, one is enough.
            var scopes = schemes["apiKey"].SelectMany(scheme => scheme.EnumerateArray().Select(scope => scope.GetString()!)).ToList();
            var administers = operation.GetProperty("description").GetString()!.Contains("administrator's session", StringComparison.Ordinal);
            var access = schemes switch
            {
                _ when administers => Access.Administrator,
                _ when scopes.Count > 0 => Access.Scope,
                _ when schemes.Contains("apiKey") => Access.Credential,
                _ when schemes.Contains("session") => Access.Session,
                _ => Access.Anybody,
            };
            return new Operation(
                operation.GetProperty("operationId").GetString()!, method, path, access, scopes,
                operation.TryGetProperty("requestBody", out _), schemes.Contains("refreshCookie"));
        }
    }
}

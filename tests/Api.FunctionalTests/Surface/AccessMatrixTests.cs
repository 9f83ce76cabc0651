using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Surface;

/// <summary>
/// The checked-in table against the server, cell by cell: every operation with every kind of credential. A new operation is in it by itself;
/// requests are made from the description's examples.
/// </summary>
public class AccessMatrixTests() : ServerFixture(
    "--Picora:Accounts:SignUpPlan=pro_plus", "--Picora:Plans:pro_plus:ApiKeyCount=1000",
    "--Picora:RateLimits:ReadPerMinute=1000000", "--Picora:RateLimits:MutationPerMinute=1000000", "--Picora:RateLimits:UploadPerMinute=1000000",
    "--Picora:RateLimits:AuthPerMinute=1000000", "--Picora:RateLimits:AnonymousPerMinute=1000000", "--Picora:RateLimits:PerHour=10000000")
{
    private const string Unknown = "AAAAAAAAAAAAAAAAAAAAA";
    // Reads a cookie only, and always answers the same.
    private const string Logout = "logout";
    private const string EveryScope = "read_write_delete";

    private static readonly string[] Refusals = ["FORBIDDEN", "INSUFFICIENT_SCOPE", "API_KEY_REVOKED", "TOKEN_EXPIRED"];

    private IReadOnlyList<AccessRow> rows = null!;
    private DescribedOperations described = null!;

    private IEnumerable<AccessRow> Credentialed => rows.Where(row => !described.ReadsCookie(row));

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        rows = AccessTable.Read();
        described = await DescribedOperations.ReadAsync(Server);
        // The first one is the installation's administrator and takes no part.
        await Server.SignUpAsync();
    }

    [Test]
    public void Every_operation_has_its_row() => rows.Select(row => row.Id).ShouldBe(described.Ids.Except([Logout]), ignoreOrder: true);

    [Test]
    public async Task Nobody_is_let_in_without_a_credential_that_counts()
    {
        var user = await Server.SignUpAsync();
        var revoked = await user.CreateKeyAsync(EveryScope);
        await user.Http.DeleteAsync($"/v1/api-keys/{revoked.Id}");
        foreach (var row in Credentialed)
        {
            var (nobody, _) = await CallAsync(Server.CreateClient(), row, Unknown);
            var (stale, code) = await CallAsync(revoked.Http, row, Unknown);

            (nobody == HttpStatusCode.Unauthorized).ShouldBe(!row.Anybody, row.Id);
            (stale, code == "API_KEY_REVOKED").ShouldBe(row.Anybody ? (nobody, false) : (HttpStatusCode.Unauthorized, true), row.Id);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Sessions_are_let_in_as_the_table_says(bool administers)
    {
        var caller = new SessionCaller(Server, administers);
        foreach (var row in Credentialed)
        {
            var (status, code) = await CallAsync((await caller.AliveAsync()).Http, row, Unknown);

            IsRefused(status, code).ShouldBe(!(administers ? row.Administrator : row.Session), $"{row.Id} answered {status} {code}");
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Keys_are_let_in_by_their_scopes_whoever_owns_them(bool administers)
    {
        var owner = await new SessionCaller(Server, administers).AliveAsync();
        var scopes = await ScopesAsync(owner);
        scopes.Count.ShouldBeGreaterThan(10);
        rows.Where(row => row.Key is not ("yes" or "–")).SelectMany(row => row.Key.Split(" or ")).ShouldBeSubsetOf(scopes);
        IReadOnlyList<string?> kinds = administers ? [null] : [.. scopes, null];
        foreach (var scope in kinds)
        {
            var key = await owner.CreateKeyAsync(scope ?? EveryScope);
            foreach (var row in Credentialed)
            {
                var (status, code) = await CallAsync(key.Http, row, Unknown);

                var expected = row.LetsIn(scope) ? null : row.Key == "–" ? "FORBIDDEN" : "INSUFFICIENT_SCOPE";
                (IsRefused(status, code) ? code : null).ShouldBe(row.Anybody ? null : expected, $"{row.Id} with {scope ?? "every scope"} answered {status}");
            }
        }
    }

    [Test]
    public async Task What_belongs_to_somebody_else_is_like_what_does_not_exist()
    {
        var (owner, stranger) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var key = await stranger.CreateKeyAsync(EveryScope);
        var tried = new List<string>();
        foreach (var row in rows.Where(row => row is { IsPrivate: true, Collection: not null }))
        {
            if (await CreateAsync(owner, row.Collection!) is not { } id)
            {
                continue;
            }

            foreach (var client in row.Key == "–" ? [stranger.Http] : new[] { stranger.Http, key.Http })
            {
                var others = await AnswerAsync(client, row, id);
                others.ShouldBe(await AnswerAsync(client, row, new string([.. id.Reverse()])), row.Id);
                // An example that is out of date is refused before anything is looked for.
                others.ShouldMatch("^404|^422|\"data\":null", row.Id);
            }

            tried.Add(row.Collection!);
            var (mine, _) = await CallAsync(owner.Http, row, id, described.Example(row));
            // A second id names something that nobody has.
            (mine == HttpStatusCode.NotFound && row.Path.Count(letter => letter == '{') == 1).ShouldBeFalse($"{row.Id} of the owner, after a stranger tried it");
        }

        tried.ShouldContain("/v1/images");
        tried.ShouldContain("/v1/api-keys");
        tried.ShouldContain("/v1/watermark-templates");
    }

    private static bool IsRefused(HttpStatusCode status, string? code) =>
        status == HttpStatusCode.Unauthorized || (status == HttpStatusCode.Forbidden && Refusals.Contains(code));

    private static async Task<IReadOnlyList<string>> ScopesAsync(TestUser owner)
    {
        await owner.CreateKeyAsync(EveryScope);
        var keys = await (await owner.Http.GetAsync("/v1/api-keys")).DataAsync();
        return [.. keys[0].GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!)];
    }

    /// <summary>Something new of the owner's in a collection, made as the description shows; null when nothing can be made there.</summary>
    private async Task<string?> CreateAsync(TestUser owner, string collection)
    {
        if (rows.SingleOrDefault(row => row.Method == "POST" && row.Path == collection) is not { } create)
        {
            return null;
        }

        var answer = collection == "/v1/images"
            ? await owner.Http.PostImageAsync(Pictures.Jpeg(32, 32, new PictureMetadata(Gps: true)))
            : await owner.Http.PostAsJsonAsync(collection, described.Example(create));
        var data = answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("data") : default;
        return data.ValueKind == JsonValueKind.Object && data.TryGetProperty("id", out var id) ? id.GetString() : null;
    }

    private async Task<string> AnswerAsync(HttpClient client, AccessRow row, string id)
    {
        using var request = Request(row, id, described.Example(row));
        var answer = await client.SendAsync(request);
        return $"{(int)answer.StatusCode} {(await answer.Content.ReadAsStringAsync()).Replace(id, "(id)", StringComparison.Ordinal)}";
    }

    // Without a body of its own, an operation that takes one is let get as far as looking at it, and no further.
    private async Task<(HttpStatusCode Status, string? Code)> CallAsync(HttpClient client, AccessRow row, string id, JsonElement? body = null)
    {
        using var request = Request(row, id, body);
        var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') && JsonDocument.Parse(text).RootElement.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private HttpRequestMessage Request(AccessRow row, string id, JsonElement? body)
    {
        var parts = row.Path.Split('/');
        var first = Array.FindIndex(parts, part => part.StartsWith('{'));
        var route = string.Join('/', parts.Select((part, place) => !part.Contains('{', StringComparison.Ordinal) ? part : place == first ? id : Unknown));
        var request = new HttpRequestMessage(new HttpMethod(row.Method), route);
        if (described.HasBody(row))
        {
            request.Content = body is { } example ? JsonContent.Create(example) : JsonContent.Create(new { });
        }

        return request;
    }
}

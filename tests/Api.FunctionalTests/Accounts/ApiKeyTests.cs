using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class ApiKeyTests() : ServerFixture(
    "--Picora:Accounts:KeyUsageFlushSeconds=1",
    "--Picora:Plans:trial:ApiKeyCount=5",
    "--Logging:LogLevel:Picora.Application.Accounts=Debug")
{
    [Test]
    public async Task A_key_is_shown_once_and_works()
    {
        var user = await Server.SignUpAsync();
        var response = await user.Http.PostAsJsonAsync("/v1/api-keys", new { name = "laptop", description = "mine", expiresAt = "2099-01-01T00:00:00Z" });

        var key = await response.DataAsync(HttpStatusCode.Created);
        var secret = key.Text("key");
        secret.ShouldMatch("^sk_" + "live_[A-Za-z0-9_-]{32}$");
        (key.Text("keyPrefix"), key.Text("last4")).ShouldBe((secret[..12], secret[^4..]));
        (key.Text("scope"), key.GetProperty("scopeVersion").GetInt32()).ShouldBe(("read_write", 2));
        key.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()).ShouldContain("images:write");
        key.GetProperty("scopes").EnumerateArray().ShouldAllBe(scope => !scope.GetString()!.EndsWith("delete", StringComparison.Ordinal));
        key.Text("expiresAt").ShouldBe("2099-01-01T00:00:00.000Z");

        var listed = (await (await user.Http.GetAsync("/v1/api-keys")).DataAsync()).EnumerateArray().Single();
        listed.TryGetProperty("key", out _).ShouldBeFalse();
        listed.Text("id").ShouldBe(key.Text("id"));

        var verified = await (await Server.CreateClient(secret).GetAsync("/v1/auth/verify")).DataAsync();
        (verified.Text("authType"), verified.Text("apiKeyId"), verified.Text("userId")).ShouldBe(("apiKey", key.Text("id"), user.Id));
    }

    [Test]
    public async Task A_key_reads_its_owner_but_manages_nothing()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        (await (await key.Http.GetAsync("/v1/user/me")).DataAsync()).Text("email").ShouldBe(user.Email);

        HttpResponseMessage[] refused =
        [
            await key.Http.GetAsync("/v1/api-keys"),
            await key.Http.PostAsJsonAsync("/v1/api-keys", new { name = "x" }),
            await key.Http.PatchAsJsonAsync($"/v1/api-keys/{key.Id}", new { name = "x" }),
            await key.Http.DeleteAsync($"/v1/api-keys/{key.Id}"),
            await key.Http.PatchAsJsonAsync("/v1/user/me", new { nickname = "x" }),
        ];

        foreach (var response in refused)
        {
            var body = await response.BodyAsync(HttpStatusCode.Forbidden);
            var text = body.Text("error");
            text.ShouldContain("API keys can only access");
            body.Text("message").ShouldBe(text);
            foreach (var word in new[] { "quota", "reached", "upgrade" })
            {
                body.GetRawText().ShouldNotContain(word, Case.Insensitive);
            }

            body.GetRawText().ShouldNotMatch("(?i)plan.*(limit|count)|(limit|count).*plan");
        }
    }

    [Test]
    public async Task A_key_without_the_scope_is_refused()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync("images:read");
        (await (await key.Http.GetAsync("/v1/user/me")).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("INSUFFICIENT_SCOPE");
    }

    [Test]
    public async Task Scopes_change_on_the_next_request()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync("read");
        (await key.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var changed = await (await user.Http.PatchAsJsonAsync($"/v1/api-keys/{key.Id}", new { scopes = new[] { "images:read" }, name = "n", description = "d" })).DataAsync();

        (changed.Text("name"), changed.Text("description")).ShouldBe(("n", "d"));
        (await key.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task A_revoked_key_says_so_from_the_next_request_on()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();

        (await (await user.Http.DeleteAsync($"/v1/api-keys/{key.Id}")).DataAsync()).ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        var body = await (await key.Http.GetAsync("/v1/user/me")).BodyAsync(HttpStatusCode.Unauthorized);
        (body.Text("code"), body.Text("error")).ShouldBe(("API_KEY_REVOKED", "API key has been revoked"));
        (await (await user.Http.GetAsync("/v1/api-keys")).DataAsync()).GetArrayLength().ShouldBe(0);
        (await user.Http.DeleteAsync($"/v1/api-keys/{key.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.PatchAsJsonAsync($"/v1/api-keys/{key.Id}", new { name = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Keys_of_others_are_unknown()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync();
        var stranger = await Server.SignUpAsync();

        (await stranger.Http.DeleteAsync($"/v1/api-keys/{key.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Http.PatchAsJsonAsync($"/v1/api-keys/{key.Id}", new { name = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await key.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_expired_key_says_so()
    {
        var user = await Server.SignUpAsync();
        var expiresAt = Server.Clock.GetUtcNow().AddMinutes(5);
        var key = await (await user.Http.PostAsJsonAsync("/v1/api-keys", new { name = "x", expiresAt })).DataAsync(HttpStatusCode.Created);
        Server.Clock.Advance(TimeSpan.FromMinutes(6));

        var body = await (await Server.CreateClient(key.Text("key")).GetAsync("/v1/user/me")).BodyAsync(HttpStatusCode.Unauthorized);

        body.Text("error").ShouldBe("API key has expired");
    }

    [Test]
    public async Task Of_many_keys_at_once_as_many_as_the_plan_allows_are_made()
    {
        var user = await Server.SignUpAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => user.Http.PostAsJsonAsync("/v1/api-keys", new { name = $"k{i}" })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(5);
        var refused = await answers.First(answer => answer.StatusCode != HttpStatusCode.Created).BodyAsync(HttpStatusCode.Forbidden);
        refused.Text("error").ShouldBe("Quota exceeded: api_key_count");
        refused.GetProperty("meta").GetProperty("limit").GetInt32().ShouldBe(5);

        var keys = await (await user.Http.GetAsync("/v1/api-keys")).DataAsync();
        await user.Http.DeleteAsync($"/v1/api-keys/{keys[0].Text("id")}");
        await user.CreateKeyAsync();
    }

    [Test]
    public async Task The_last_use_is_written_down()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        await key.Http.GetAsync("/v1/auth/verify");

        await Poll.UntilAsync(
            async () => (await (await user.Http.GetAsync("/v1/api-keys")).DataAsync())[0].GetProperty("lastUsedAt").ValueKind == System.Text.Json.JsonValueKind.String,
            "the key's last use");
    }

    [TestCase("""{}""")]
    [TestCase("""{"name":""}""")]
    [TestCase("""{"name":"123456789012345678901234567890123456789012345678901"}""")]
    [TestCase("""{"name":"x","scopes":[]}""")]
    [TestCase("""{"name":"x","scopes":["images:read","nonsense"]}""")]
    [TestCase("""{"name":"x","expiresAt":"tomorrow"}""")]
    [TestCase("""{"name":"x","expiresAt":"2001-01-01T00:00:00Z"}""")]
    public async Task What_is_no_key_is_refused(string body)
    {
        var user = await Server.SignUpAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var response = await user.Http.PostAsync("/v1/api-keys", content);
        (await response.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
    }

    [Test]
    public async Task A_change_of_nothing_is_refused()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        (await user.Http.PatchAsJsonAsync($"/v1/api-keys/{key.Id}", new { })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Keys_that_nobody_has_are_refused_without_a_look_at_the_database()
    {
        var key = (await (await Server.SignUpAsync()).CreateKeyAsync()).Secret;
        var typo = key[..20] + (key[20] == 'A' ? 'B' : 'A') + key[21..];
        foreach (var bearer in new[] { typo, "sk_" + "live_" + new string('A', 32), "x" })
        {
            var before = Lookups();
            var body = await (await Server.CreateClient(bearer).GetAsync("/v1/auth/verify")).BodyAsync(HttpStatusCode.Unauthorized);
            (body.Text("code"), body.Text("error")).ShouldBe(("UNAUTHORIZED", "Invalid API key"));
            Lookups().ShouldBe(before);
        }

        var unrefused = Lookups();
        await (await Server.CreateClient(key).GetAsync("/v1/auth/verify")).DataAsync();
        Lookups().ShouldBe(unrefused + 1, "a real key costs one lookup");
    }

    private int Lookups() => Server.Logs.Lines.Count(line => line.Contains("Looking an API key up", StringComparison.Ordinal));
}

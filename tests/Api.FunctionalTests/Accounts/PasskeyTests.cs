using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class PasskeyTests() : ServerFixture("--Picora:Accounts:Factors:MaxPasskeys=3")
{
    private static readonly (string Name, AuthenticatorFaults Faults)[] Faults =
    [
        ("another origin", new() { Origin = "https://evil.example.org" }),
        ("another challenge", new() { Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }),
        ("another domain", new() { Domain = "evil.example.org" }),
        ("nobody verified", new() { UserVerified = false }),
    ];

    private static readonly (string Name, AuthenticatorFaults Faults)[] LoginFaults =
    [
        .. Faults,
        ("the other ceremony", new() { Type = "webauthn.create" }),
        ("a broken signature", new() { BrokenSignature = true }),
        ("somebody else", new() { UserHandle = "AAAAAAAAAAAAAAAAAAAAA" }),
    ];

    [Test]
    public async Task Somebody_makes_a_passkey_and_signs_in_with_it()
    {
        var user = await Server.SignUpAsync();
        using var authenticator = NewAuthenticator();
        var passkey = await CreateAsync(user, authenticator, "My laptop");
        passkey.Text("name").ShouldBe("My laptop");
        await Server.Mail.WaitForAsync(user.Email, "My laptop");

        var answer = await LoginAsync(authenticator);
        answer.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("httponly"));
        var signedIn = await TestUser.FromAsync(Server, answer);

        signedIn.Id.ShouldBe(user.Id);
        (await LoginAsync(authenticator)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var listed = (await (await signedIn.Http.GetAsync("/v1/user/me/passkeys")).DataAsync())[0];
        listed.Text("id").ShouldBe(passkey.Text("id"));
        listed.GetProperty("lastUsedAt").ValueKind.ShouldBe(JsonValueKind.String);
        var audit = await (await signedIn.Http.GetAsync("/v1/user/me/audit")).DataAsync();
        audit.GetProperty("items").EnumerateArray().Select(entry => entry.Text("action")).ShouldContain("passkey.added");
    }

    [Test]
    public async Task A_passkey_is_both_factors()
    {
        var user = await Server.SignUpAsync();
        using var authenticator = NewAuthenticator();
        await CreateAsync(user, authenticator);
        await AuthenticatorApp.SetUpAsync(Server, user);

        (await TestUser.FromAsync(Server, await LoginAsync(authenticator))).Id.ShouldBe(user.Id);
    }

    [TestCaseSource(nameof(LoginFaults))]
    public async Task A_wrong_assertion_signs_nobody_in((string Name, AuthenticatorFaults Faults) wrong)
    {
        var user = await Server.SignUpAsync();
        using var authenticator = NewAuthenticator();
        await CreateAsync(user, authenticator);

        (await (await LoginAsync(authenticator, wrong.Faults)).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("PASSKEY_INVALID", wrong.Name);

        (await LoginAsync(authenticator)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCaseSource(nameof(Faults))]
    public async Task A_wrong_attestation_makes_no_passkey((string Name, AuthenticatorFaults Faults) wrong)
    {
        var user = await Server.SignUpAsync();
        using var authenticator = NewAuthenticator();
        var begun = await BeginCreationAsync(user);

        var refused = await SendAsync(user, begun, authenticator.Create(begun.GetProperty("options"), wrong.Faults));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, wrong.Name);
        (await LoginAsync(authenticator)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task An_assertion_works_once_even_in_parallel()
    {
        var user = await Server.SignUpAsync();
        using var authenticator = NewAuthenticator();
        await CreateAsync(user, authenticator);
        var begun = await (await Server.CreateClient().PostAsync("/v1/auth/passkey/begin", null)).DataAsync();
        var body = new JsonObject { ["token"] = begun.Text("token"), ["credential"] = authenticator.Get(begun.GetProperty("options")) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync("/v1/auth/passkey", body)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(7);
    }

    [Test]
    public async Task A_copy_of_an_authenticator_is_noticed()
    {
        var user = await Server.SignUpAsync();
        using var authenticator = NewAuthenticator();
        await CreateAsync(user, authenticator);
        (await LoginAsync(authenticator)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await LoginAsync(authenticator, new AuthenticatorFaults { OldCount = true })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_ceremony_that_takes_too_long_is_over()
    {
        var user = await Server.SignUpAsync();
        using var authenticator = NewAuthenticator();
        var begun = await BeginCreationAsync(user);
        Server.Clock.Advance(TimeSpan.FromMinutes(5));

        (await SendAsync(user, begun, authenticator.Create(begun.GetProperty("options")))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task A_ceremony_belongs_to_who_began_it()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        using var authenticator = NewAuthenticator();
        var begun = await BeginCreationAsync(user);
        (await SendAsync(other, begun, authenticator.Create(begun.GetProperty("options")))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // One credential belongs to one person: here a second one claims it.
        await CreateAsync(user, authenticator);
        var second = await BeginCreationAsync(other);
        (await SendAsync(other, second, authenticator.Create(second.GetProperty("options")))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Passkeys_are_renamed_and_deleted_by_their_owner_only()
    {
        var (user, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        using var authenticator = NewAuthenticator();
        var route = $"/v1/user/me/passkeys/{(await CreateAsync(user, authenticator)).Text("id")}";
        (await other.Http.PatchAsJsonAsync(route, new { name = "Mine" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Http.DeleteAsync(route)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Http.PatchAsJsonAsync(route, new { name = " " })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await (await user.Http.PatchAsJsonAsync(route, new { name = " Phone " })).DataAsync()).Text("name").ShouldBe("Phone");
        (await user.Http.DeleteAsync(route)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await LoginAsync(authenticator)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await user.Http.GetAsync("/v1/user/me/passkeys")).DataAsync()).GetArrayLength().ShouldBe(0);
        await Server.Mail.WaitForAsync(user.Email, "passkey was removed");
    }

    [Test]
    public async Task There_are_only_so_many_passkeys()
    {
        var user = await Server.SignUpAsync();
        var late = await BeginCreationAsync(user);
        for (var i = 0; i < 3; i++)
        {
            using var authenticator = NewAuthenticator();
            await CreateAsync(user, authenticator);
        }

        using var fourth = NewAuthenticator();
        (await user.Http.PostAsync("/v1/user/me/passkeys/begin", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync(user, late, fourth.Create(late.GetProperty("options")))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task A_login_says_nothing_about_who_has_passkeys()
    {
        var begun = await (await Server.CreateClient().PostAsync("/v1/auth/passkey/begin", null)).DataAsync();
        begun.GetProperty("options").GetProperty("allowCredentials").GetArrayLength().ShouldBe(0);
        foreach (var credential in new[] { "{}", "{\"id\":7}", "{\"id\":\"AAAA\",\"response\":[]}", "[]", "null", "\"text\"" })
        {
            var body = new JsonObject { ["token"] = begun.Text("token"), ["credential"] = JsonNode.Parse(credential) };
            var refused = await PostAsync("/v1/auth/passkey", body);
            ((int)refused.StatusCode).ShouldBeOneOf(401, 422);
        }

        // Well-formed JSON, and no text.
        using var half = new StringContent($$$"""{"token":"{{{begun.Text("token")}}}","credential":{"id":"\ud800"}}""", Encoding.UTF8, "application/json");
        (await Server.CreateClient().PostAsync("/v1/auth/passkey", half)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private SoftwareAuthenticator NewAuthenticator() => new(Server.Url);

    private static async Task<JsonElement> BeginCreationAsync(TestUser user) => await (await user.Http.PostAsync("/v1/user/me/passkeys/begin", null)).DataAsync();

    private static async Task<JsonElement> CreateAsync(TestUser user, SoftwareAuthenticator authenticator, string? name = null)
    {
        var begun = await BeginCreationAsync(user);
        return await (await SendAsync(user, begun, authenticator.Create(begun.GetProperty("options")), name)).DataAsync(HttpStatusCode.Created);
    }

    private static Task<HttpResponseMessage> SendAsync(TestUser user, JsonElement begun, JsonNode credential, string? name = null) =>
        user.Http.PostAsJsonAsync("/v1/user/me/passkeys", new JsonObject { ["token"] = begun.Text("token"), ["credential"] = credential, ["name"] = name });

    private async Task<HttpResponseMessage> LoginAsync(SoftwareAuthenticator authenticator, AuthenticatorFaults? faults = null)
    {
        var begun = await (await Server.CreateClient().PostAsync("/v1/auth/passkey/begin", null)).DataAsync();
        return await PostAsync("/v1/auth/passkey", new JsonObject { ["token"] = begun.Text("token"), ["credential"] = authenticator.Get(begun.GetProperty("options"), faults) });
    }
}

using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>What whoever has an access token, and not the password, cannot do to stay.</summary>
internal sealed class StolenTokenTests() : ServerFixture(
    "--Picora:Oidc:Providers:0:Id=test", "--Picora:Oidc:Providers:0:Name=Test", "--Picora:Oidc:Providers:0:ClientId=picora",
    "--Picora:Oidc:Providers:0:Authority=http://127.0.0.1:9")
{
    private const string Password = "correct-horse-1";

    [TestCase("/v1/user/me/totp", HttpStatusCode.Created)]
    [TestCase("/v1/user/me/passkeys/begin", HttpStatusCode.OK)]
    [TestCase("/v1/auth/oidc/test/link", HttpStatusCode.ServiceUnavailable)]
    public async Task A_new_way_to_sign_in_takes_the_password(string route, HttpStatusCode whenGiven)
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Password);

        (await user.Http.PostAsync(route, null)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var wrong = await user.Http.PostAsJsonAsync(route, new { password = "wrong" });
        (await wrong.BodyAsync(HttpStatusCode.UnprocessableEntity)).Text("error").ShouldBe("Current password is incorrect");
        (await user.Http.PostAsJsonAsync(route, new { password = Password })).StatusCode.ShouldBe(whenGiven);

        // An account without a password is not asked for one.
        (await (await Server.SignUpAsync()).Http.PostAsync(route, null)).StatusCode.ShouldBe(whenGiven);
    }

    [Test]
    public async Task Giving_up_a_way_to_sign_in_takes_the_password()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Password);
        await Server.ExecuteSqlAsync(
            "INSERT INTO identities (\"Id\", \"UserId\", \"Provider\", \"Subject\", \"CreatedAt\") "
            + $"VALUES ('{new string('u', 21)}', '{user.Id}', 'elsewhere', 'subject-4712', 1767607200000)");
        var route = $"/v1/user/me/identities/{new string('u', 21)}";

        (await user.Http.DeleteAsync(route)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await DeleteAsync(user, route, "wrong")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await DeleteAsync(user, route, Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_passkey_is_a_way_to_sign_in_and_the_last_way_stays()
    {
        var user = await Server.SignUpAsync();
        using var authenticator = new SoftwareAuthenticator(Server.Url);
        var begun = await (await user.Http.PostAsync("/v1/user/me/passkeys/begin", null)).DataAsync();
        var made = await user.Http.PostAsJsonAsync(
            "/v1/user/me/passkeys", new { token = begun.Text("token"), credential = authenticator.Create(begun.GetProperty("options")) });
        var passkey = (await made.DataAsync(HttpStatusCode.Created)).Text("id");

        (await user.Http.DeleteAsync($"/v1/user/me/identities/{user.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var refused = await user.Http.DeleteAsync($"/v1/user/me/passkeys/{passkey}");
        (await refused.BodyAsync(HttpStatusCode.UnprocessableEntity)).Text("error").ShouldBe("Cannot remove the last login method");
    }

    [Test]
    public async Task Whoever_asks_for_another_address_is_in_the_log()
    {
        var user = await Server.SignUpAsync();
        await (await user.Http.PostAsJsonAsync("/v1/auth/send-code", new { email = Server.NewEmail(), type = "bind_email" })).DataAsync();

        var audit = (await (await user.Http.GetAsync("/v1/user/me/audit")).DataAsync()).GetProperty("items").EnumerateArray();

        audit.Single(entry => entry.Text("action") == "email.change_requested").GetProperty("subject").GetString()!.ShouldContain("***@example.org");
    }

    private static async Task<HttpResponseMessage> DeleteAsync(TestUser user, string route, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, route) { Content = JsonContent.Create(new { password }) };
        return await user.Http.SendAsync(request);
    }
}

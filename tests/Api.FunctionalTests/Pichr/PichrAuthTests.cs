using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Pichr;

/// <summary>Signing up, in and out in bare JSON (contract section 9).</summary>
public class PichrAuthTests() : ServerFixture
{
    private const string Password = "correct horse 1";

    [Test]
    public async Task Somebody_signs_up_in_two_steps_and_in_and_out()
    {
        // The first one is the administrator.
        await Server.SignUpAsync();
        var email = Server.NewEmail();
        var first = await PostAsync("/api/v1/auth/signup", new { email, password = Password, username = "kim", ageConfirmed = true });
        (await first.BodyAsync(HttpStatusCode.Accepted)).Text("message").ShouldNotBeEmpty();

        var opened = await (await PostAsync(
            "/api/v1/auth/signup", new { email, password = Password, username = "kim", firstName = "Kim", ageConfirmed = true, code = Server.Mail.LatestCode(email) })).BodyAsync(HttpStatusCode.Created);
        var (user, session) = (opened.GetProperty("user"), opened.GetProperty("session"));
        (user.Text("email"), user.Text("username"), user.Text("role"), user.Text("plan")).ShouldBe((email, "kim", "user", "free"));
        user.Text("id").ShouldMatch("^usr_[A-Za-z0-9_-]{21}$");
        session.GetProperty("expires_in").GetInt32().ShouldBe(900);
        var client = Server.CreateClient(session.Text("access_token"));
        (await client.GetAsync("/api/v1/files")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await client.PostAsJsonAsync("/v1/user/me/confirm-age", new { ageConfirmed = true })).DataAsync()).GetProperty("ageConfirmed").GetBoolean().ShouldBeTrue();
        (await RefreshAsync(session.Text("refresh_token"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await (await client.PostAsync("/api/v1/auth/logout", null)).BodyAsync()).Text("message").ShouldBe("Signed out");
        (await client.GetAsync("/api/v1/files")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var again = await (await PostAsync("/api/v1/auth/login", new { email, password = Password })).BodyAsync();
        (await PostAsync("/api/v1/auth/logout", new { refresh_token = again.GetProperty("session").Text("refresh_token") })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Server.CreateClient(again.GetProperty("session").Text("access_token")).GetAsync("/api/v1/files")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Known_and_unknown_addresses_are_answered_alike()
    {
        var known = await Server.SignUpAsync();

        var (one, other) = (await PostAsync("/api/v1/auth/signup", Body(known.Email)), await PostAsync("/api/v1/auth/signup", Body(Server.NewEmail())));

        (await one.BodyAsync(HttpStatusCode.Accepted)).GetRawText().ShouldBe((await other.BodyAsync(HttpStatusCode.Accepted)).GetRawText());
        (await (await PostAsync("/api/v1/auth/signup", Body(known.Email, Server.Mail.LatestCode(known.Email)))).BodyAsync(HttpStatusCode.Conflict)).Text("message").ShouldBe("Email already registered");

        static object Body(string email, string? code = null) => new { email, password = Password, ageConfirmed = true, code };
    }

    [Test]
    public async Task What_is_wrong_is_told_in_bare_json()
    {
        var email = Server.NewEmail();

        (await (await PostAsync("/api/v1/auth/signup", new { email, password = Password })).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        (await (await PostAsync("/api/v1/auth/signup", new { email, password = "short", ageConfirmed = true })).CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        (await (await PostAsync("/api/v1/auth/signup", new { email, password = Password, ageConfirmed = true, code = "000000" })).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("UNAUTHORIZED");
        var login = await (await PostAsync("/api/v1/auth/login", new { email, password = Password })).BodyAsync(HttpStatusCode.Unauthorized);
        (login.Text("message"), login.TryGetProperty("success", out _)).ShouldBe(("Invalid email or password", false));
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = JsonContent.Create(new { email, password = Password }) };
        foreign.Headers.Add("Origin", "https://evil.example");
        (await (await Server.CreateClient().SendAsync(foreign)).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("FORBIDDEN");
    }
}

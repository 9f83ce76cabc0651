using System.Net;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class SessionTests() : ServerFixture("--Picora:Urls:DashboardOrigins:0=https://dash.example.org")
{
    [Test]
    public async Task A_refresh_rotates_the_cookie_and_gives_an_access_token()
    {
        var user = await Server.SignUpAsync();

        var response = await RefreshAsync(user.RefreshToken);

        var data = await response.DataAsync();
        (data.Text("userId"), data.Text("plan")).ShouldBe((user.Id, "trial"));
        TestUser.RefreshTokenOf(response.Headers).ShouldNotBe(user.RefreshToken);
        (await VerifyAsync(data.Text("accessToken"))).ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Two_tabs_that_refresh_at_once_both_stay_signed_in()
    {
        var user = await Server.SignUpAsync();

        var tabs = await Task.WhenAll(RefreshAsync(user.RefreshToken), RefreshAsync(user.RefreshToken), RefreshAsync(user.RefreshToken));

        var next = tabs.Select(tab => TestUser.RefreshTokenOf(tab.Headers)!).ToList();
        next.ShouldBeUnique();
        foreach (var token in next)
        {
            await (await RefreshAsync(token)).DataAsync();
        }
    }

    [Test]
    public async Task A_token_used_again_later_ends_the_whole_family_and_its_owner_is_told()
    {
        var user = await Server.SignUpAsync();
        var other = await Server.SignUpAsync(user.Email);
        var next = TestUser.RefreshTokenOf((await RefreshAsync(user.RefreshToken)).Headers)!;
        Server.Clock.Advance(TimeSpan.FromSeconds(31));

        (await RefreshAsync(user.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await RefreshAsync(next)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await VerifyAsync(user.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        (await VerifyAsync(other.AccessToken)).ShouldBe(HttpStatusCode.OK, "another session of the same person is no part of the family");
        await Server.Mail.WaitForAsync(user.Email, "used twice");
    }

    [Test]
    public async Task Signing_out_counts_at_once()
    {
        var user = await Server.SignUpAsync();

        var response = await RefreshAsync(user.RefreshToken, route: "/v1/auth/logout");

        (await response.DataAsync()).ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        response.Headers.GetValues("Set-Cookie").Single().ShouldContain("max-age=0");
        (await RefreshAsync(user.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await VerifyAsync(user.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(null, route: "/v1/auth/logout")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Pages_of_others_cannot_use_the_cookie()
    {
        var user = await Server.SignUpAsync();
        foreach (var origin in new[] { "https://evil.example", "null", "https://dash.example.org.evil.example" })
        {
            (await RefreshAsync(user.RefreshToken, origin)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await RefreshAsync(user.RefreshToken, origin, "/v1/auth/logout")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        var dashboard = await RefreshAsync(user.RefreshToken, "https://dash.example.org");
        await dashboard.DataAsync();
        dashboard.Headers.GetValues("Access-Control-Allow-Credentials").ShouldBe(["true"]);
        (await RefreshAsync(TestUser.RefreshTokenOf(dashboard.Headers), Server.Url)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Invented_cookies_are_refused()
    {
        foreach (var token in new[] { null, string.Empty, "x", new string('A', 43) })
        {
            (await RefreshAsync(token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private async Task<HttpStatusCode> VerifyAsync(string bearer) => (await Server.CreateClient(bearer).GetAsync("/v1/auth/verify")).StatusCode;
}

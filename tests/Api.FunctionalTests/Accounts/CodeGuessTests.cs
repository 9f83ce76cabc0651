using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>Who guesses mailed codes, from where.</summary>
internal sealed class CodeGuessTests() : ServerFixture("--Picora:Proxies:0=127.0.0.1", "--Picora:Accounts:MaxFailedLoginsPerNetwork=12")
{
    private const string Home = "192.0.2.1";

    [Test]
    public async Task Strangers_burn_a_code_for_strangers_only()
    {
        var (email, code) = await CodeAsync("192.0.2.10");
        await GuessAsync(email, code, "198.51.100.1", "198.51.100.1", "198.51.100.1", "198.51.100.2", "198.51.100.3");

        (await LoginAsync(email, code, "198.51.100.9")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "five guesses are made elsewhere");
        (await LoginAsync(email, code, "192.0.2.10")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_reset_is_not_to_be_kept_from_the_owner_either()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), "correct-horse-1");
        await (await SendAsync("/v1/auth/forgot-password", new { email = user.Email }, "192.0.2.20")).DataAsync();
        var code = Server.Mail.LatestCode(user.Email);
        for (var i = 0; i < 6; i++)
        {
            (await ResetAsync(user.Email, Other(code), "198.51.100.20")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await ResetAsync(user.Email, code, "192.0.2.20")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_network_that_asked_has_five_guesses()
    {
        var (email, code) = await CodeAsync("192.0.2.30");
        await GuessAsync(email, code, [.. Enumerable.Repeat("192.0.2.30", 5)]);

        (await LoginAsync(email, code, "192.0.2.30")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task One_network_guesses_so_often_against_all_addresses()
    {
        const string guesser = "203.0.113.5";
        var (email, code) = await CodeAsync(guesser);
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => LoginAsync($"nobody{i}@example.org", "000000", guesser)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(12);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.Unauthorized);
        (await refused.CodeAsync(HttpStatusCode.TooManyRequests)).ShouldBe("RATE_LIMITED");
        refused.Headers.RetryAfter!.Delta!.Value.TotalMinutes.ShouldBeInRange(10, 15);
        (await LoginAsync(email, code, guesser)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await LoginAsync(email, code, Home)).StatusCode.ShouldBe(HttpStatusCode.OK, "another network");
    }

    [Test]
    public async Task Right_codes_are_no_failures_of_their_network()
    {
        for (var i = 0; i < 13; i++)
        {
            var (email, code) = await CodeAsync("203.0.113.77");
            (await LoginAsync(email, code, "203.0.113.77")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task GuessAsync(string email, string code, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            (await LoginAsync(email, Other(code), address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private async Task<(string Email, string Code)> CodeAsync(string address)
    {
        var email = Server.NewEmail();
        await (await SendAsync("/v1/auth/send-code", new { email, type = "register" }, address)).DataAsync();
        return (email, Server.Mail.LatestCode(email));
    }

    private static string Other(string code) => code == "000000" ? "111111" : "000000";

    private Task<HttpResponseMessage> LoginAsync(string email, string code, string address) => SendAsync("/v1/auth/login/code", new { email, code }, address);

    private Task<HttpResponseMessage> ResetAsync(string email, string code, string address) =>
        SendAsync("/v1/auth/reset-password", new { email, code, newPassword = "battery-staple-2" }, address);

    private async Task<HttpResponseMessage> SendAsync(string route, object body, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Forwarded-For", address);
        return await Server.CreateClient().SendAsync(request);
    }
}

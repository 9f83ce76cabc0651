using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>Who tries one password on everybody.</summary>
internal sealed class NetworkGuardTests() : ServerFixture("--Picora:Proxies:0=127.0.0.1", "--Picora:Accounts:MaxFailedLoginsPerNetwork=7")
{
    private const string Password = "correct-horse-1";

    [Test]
    public async Task Of_many_wrong_passwords_at_once_from_one_network_so_many_are_looked_at()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => LoginAsync($"nobody{i}@example.org", "wrong", "192.0.2.1")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(7);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.Unauthorized);
        (await refused.CodeAsync(HttpStatusCode.TooManyRequests)).ShouldBe("RATE_LIMITED");
        refused.Headers.RetryAfter!.Delta!.Value.TotalMinutes.ShouldBeInRange(10, 15);

        var email = Server.NewEmail();
        await Server.RegisterAsync(email, Password);
        (await LoginAsync(email, Password, "192.0.2.1")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await LoginAsync(email, Password, "192.0.2.2")).StatusCode.ShouldBe(HttpStatusCode.OK, "another network");
        Server.Clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        (await LoginAsync(email, Password, "192.0.2.1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Right_passwords_are_no_failures_of_their_network()
    {
        var email = Server.NewEmail();
        await Server.RegisterAsync(email, Password);
        for (var i = 0; i < 8; i++)
        {
            (await LoginAsync(email, Password, "192.0.2.77")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task<HttpResponseMessage> LoginAsync(string email, string password, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/auth/login") { Content = JsonContent.Create(new { email, password }) };
        request.Headers.Add("X-Forwarded-For", address);
        return await Server.CreateClient().SendAsync(request);
    }
}

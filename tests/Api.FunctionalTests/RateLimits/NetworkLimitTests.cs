using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.RateLimits;

/// <summary>What anybody may ask for is counted by network, whoever asks.</summary>
public class NetworkLimitTests() : ServerFixture("--Picora:Proxies:0=127.0.0.1", "--Picora:RateLimits:AuthPerMinute=6")
{
    private const int Minutes = 26;

    [OneTimeSetUp]
    public void StopClock()
    {
        Server.Clock.Stop();
        // Into the first minute of an hour, so that no hour ends within a test.
        Server.Clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerHour - (Server.Clock.GetUtcNow().Ticks % TimeSpan.TicksPerHour)));
    }

    [Test]
    public async Task A_credential_buys_no_more_sign_ins()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync();
        string?[] credentials = [key.Secret, null, "Bearer nonsense", (await Server.SignUpAsync()).AccessToken];

        var allowed = 0;
        for (var i = 0; i < 12; i++)
        {
            var answer = await FromAsync(credentials[i % credentials.Length], "203.0.113.21", "/v1/auth/login", new { email = "nobody@example.org", password = "wrong" });
            allowed += answer.StatusCode == HttpStatusCode.TooManyRequests ? 0 : 1;
        }

        allowed.ShouldBe(6);
    }

    [Test]
    public async Task Export_tokens_are_tried_twenty_times_a_minute_and_five_hundred_times_an_hour()
    {
        await using var server = await PicoraServer.StartWithOwnLimitsAsync("--Picora:Proxies:0=127.0.0.1");
        server.Clock.Stop();
        server.Clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerHour - (server.Clock.GetUtcNow().Ticks % TimeSpan.TicksPerHour)));
        var allowed = new List<int>();
        for (var minute = 0; minute < Minutes; minute++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 22).Select(_ => server.CreateClient().PostAsJsonAsync("/v1/auth/exchange-export-token", new { ott = new string('a', 43) })));
            allowed.Add(answers.Count(answer => answer.StatusCode != HttpStatusCode.TooManyRequests));
            server.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        allowed.Take(Minutes - 1).ShouldAllBe(count => count == 20);
        allowed[^1].ShouldBe(0, "25 minutes make 500");
    }

    private async Task<HttpResponseMessage> FromAsync(string? bearer, string address, string route, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Forwarded-For", address);
        return await Server.CreateClient(bearer).SendAsync(request);
    }
}

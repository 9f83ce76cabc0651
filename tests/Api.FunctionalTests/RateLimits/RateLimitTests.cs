using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.RateLimits;

/// <summary>The limits per minute and hour, on a clock that stands still.</summary>
public class RateLimitTests() : ServerFixture(
    "--Picora:Proxies:0=127.0.0.1",
    "--Picora:RateLimits:ReadPerMinute=50",
    "--Picora:RateLimits:MutationPerMinute=20",
    "--Picora:RateLimits:UploadPerMinute=10",
    "--Picora:RateLimits:AuthPerMinute=15",
    "--Picora:RateLimits:AnonymousPerMinute=12",
    "--Picora:RateLimits:PerHour=110",
    "--Picora:RateLimits:AdministratorFactor=3")
{
    private TestKey administrator = null!;
    private TestUser user = null!;

    [OneTimeSetUp]
    public async Task AppointAsync()
    {
        Server.Clock.Stop();
        administrator = await (await Server.SignUpAsync()).CreateKeyAsync();
    }

    [SetUp]
    public async Task BeginAMinuteAsync()
    {
        // Into the first minute of an hour, so that no hour ends within a test.
        Server.Clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerHour - (Server.Clock.GetUtcNow().Ticks % TimeSpan.TicksPerHour)) + TimeSpan.FromSeconds(20));
        user = await Server.SignUpAsync();
    }

    [TestCase("read", 50)]
    [TestCase("mutation", 20)]
    [TestCase("upload", 10)]
    public async Task Of_many_calls_at_once_exactly_the_limit_is_allowed(string tier, int limit)
    {
        var key = await user.CreateKeyAsync();

        var (allowed, refused) = await Storm.RunAsync(Storm.ClientsOf(Server, key.Secret), limit + Storm.Clients, client => CallAsync(client, tier));

        allowed.ShouldBe(limit);
        refused.Count.ShouldBe(Storm.Clients);
        refused.ShouldAllBe(answer => answer.Header("RateLimit-Remaining") == "0" && answer.Header("RateLimit-Limit") == limit.ToString(CultureInfo.InvariantCulture));
    }

    [Test]
    public async Task Of_many_strangers_behind_one_address_exactly_the_limit_is_let_in()
    {
        var (allowed, _) = await Storm.RunAsync(Storm.ClientsOf(Server, null), Storm.Clients, client => From(client, "203.0.113.7", HttpMethod.Get, "/v1/images"));
        var (signIns, _) = await Storm.RunAsync(Storm.ClientsOf(Server, null), Storm.Clients, client => From(client, "203.0.113.7", HttpMethod.Post, "/v1/auth/logout"));

        (allowed, signIns).ShouldBe((12, 15));
    }

    [Test]
    public async Task The_hour_holds_all_tiers_together()
    {
        var key = await user.CreateKeyAsync();
        var clients = Storm.ClientsOf(Server, key.Secret);
        var allowed = 0;
        for (var minute = 0; minute < 2; minute++)
        {
            allowed += (await Storm.RunAsync(clients, 50, client => CallAsync(client, "read"))).Allowed;
            Server.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var (last, refused) = await Storm.RunAsync(clients, 20, client => CallAsync(client, "mutation"));

        (allowed + last).ShouldBe(110);
        var refusal = refused[0];
        refusal.Header("RateLimit-Limit").ShouldBe("110");
        var wait = TimeSpan.FromSeconds(int.Parse(refusal.Header("RateLimit-Reset"), CultureInfo.InvariantCulture));
        refusal.Headers.RetryAfter!.Delta.ShouldBe(wait);
        wait.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        // What the hour refused is not counted for the minute.
        (await StateAsync(key.Http, "mutation")).GetProperty("remaining").GetInt32().ShouldBe(10);
        Server.Clock.Advance(wait);
        (await CallAsync(key.Http, "mutation")).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task An_answer_says_how_the_limit_stands_and_a_refusal_until_when()
    {
        var first = await CallAsync(user.Http, "upload");
        Standing(first).ShouldBe(("10", "9"));
        var now = Server.Clock.GetUtcNow();
        var end = now.AddTicks(TimeSpan.TicksPerMinute - (now.Ticks % TimeSpan.TicksPerMinute));
        var wait = (int)Math.Ceiling((end - now).TotalSeconds);
        first.Header("RateLimit-Reset").ShouldBe($"{wait}");
        first.Header("X-RateLimit-Reset").ShouldBe($"{end.ToUnixTimeSeconds()}");

        var (_, refused) = await Storm.RunAsync([user.Http], 10, client => CallAsync(client, "upload"));
        var refusal = refused.ShouldHaveSingleItem();
        Standing(refusal).ShouldBe(("10", "0"));
        refusal.Header("Retry-After").ShouldBe($"{wait}");
        var body = await refusal.BodyAsync(HttpStatusCode.TooManyRequests);
        body.Text("code").ShouldBe("RATE_LIMITED");
        body.GetProperty("meta").GetProperty("retryAfterSec").GetInt32().ShouldBe(wait);

        Server.Clock.Advance(end - now - TimeSpan.FromMilliseconds(2));
        (await CallAsync(user.Http, "upload")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Server.Clock.Advance(TimeSpan.FromMilliseconds(2));
        Standing(await CallAsync(user.Http, "upload")).ShouldBe(("10", "9"));
    }

    [Test]
    public async Task Each_key_counts_by_itself_and_sessions_for_their_account()
    {
        var (one, other) = (await user.CreateKeyAsync(), await user.CreateKeyAsync());
        // Another code than the one that came in the same second.
        Server.Clock.Advance(TimeSpan.FromSeconds(2));
        var again = await Server.SignUpAsync(user.Email);
        var before = await RemainingAsync(user.Http);

        await Storm.RunAsync([one.Http], 5, client => CallAsync(client, "read"));
        await Storm.RunAsync([again.Http], 3, client => CallAsync(client, "read"));

        (await RemainingAsync(one.Http), await RemainingAsync(other.Http), await RemainingAsync(user.Http)).ShouldBe((45, 50, before - 3));
    }

    [Test]
    public async Task Asking_for_the_limits_counts_nothing()
    {
        await CallAsync(user.Http, "mutation");
        for (var i = 0; i < 3; i++)
        {
            var answer = await user.Http.GetAsync("/v1/user/me/rate-limits");
            answer.Headers.Contains("RateLimit-Limit").ShouldBeFalse();
            var limits = await answer.DataAsync();
            string[] names = ["read", "upload", "mutation", "hourly"];
            names.Select(name => limits.GetProperty(name).GetProperty("remaining").GetInt32()).ShouldBe([50, 10, 19, 109]);
            names.Select(name => limits.GetProperty(name).GetProperty("limit").GetInt32()).ShouldBe([50, 10, 20, 110]);
            var reset = limits.GetProperty("read").GetProperty("resetAt").GetDateTimeOffset();
            reset.Ticks.ShouldBe(reset.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute);
            limits.GetProperty("hourly").GetProperty("resetSeconds").GetInt32().ShouldBeInRange(1, 3600);
        }
    }

    [Test]
    public async Task Administrators_may_do_several_times_as_much()
    {
        var (allowed, _) = await Storm.RunAsync(Storm.ClientsOf(Server, administrator.Secret), 40, client => CallAsync(client, "upload"));

        allowed.ShouldBe(30);
    }

    [Test]
    public async Task A_network_is_an_IPv4_address_or_half_an_IPv6_one()
    {
        foreach (var address in new[] { "198.51.100.1", "198.51.100.2", "2001:db8:1:1::1", "2001:db8:1:2::1" })
        {
            (await From(Server.CreateClient(), address, HttpMethod.Get, "/v1/images")).Header("RateLimit-Remaining").ShouldBe("11", address);
        }

        (await From(Server.CreateClient(), "2001:db8:1:1:ffff::9", HttpMethod.Get, "/v1/images")).Header("RateLimit-Remaining").ShouldBe("10");
    }

    [Test]
    public async Task A_credential_that_does_not_count_counts_as_none()
    {
        var forged = Server.CreateClient("sk_" + "live_" + new string('A', 32));

        (await From(forged, "198.51.100.9", HttpMethod.Get, "/v1/images")).Header("RateLimit-Limit").ShouldBe("12");
    }

    [Test]
    public async Task Failures_say_how_the_limit_stands_too_also_to_other_pages()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/images/AAAAAAAAAAA");
        request.Headers.Add("Origin", "https://somewhere.example");
        var missing = await user.Http.SendAsync(request);
        var malformed = await user.Http.PostAsync("/v1/images/exists", new StringContent("{", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
        await Storm.RunAsync([user.Http], 9, client => CallAsync(client, "upload"));
        using var late = new HttpRequestMessage(HttpMethod.Post, "/v1/images/exists");
        late.Headers.Add("Origin", "https://somewhere.example");
        var refused = await user.Http.SendAsync(late);

        (missing.StatusCode, malformed.StatusCode, refused.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests));
        (Standing(missing), Standing(malformed)).ShouldBe((("50", "49"), ("10", "9")));
        refused.Header("Access-Control-Expose-Headers").ShouldContain("RateLimit-Reset");
        refused.Header("Access-Control-Expose-Headers").ShouldContain("Retry-After");
    }

    [TestCase("/health")]
    [TestCase("/v1/health")]
    [TestCase("/media/AAAAAAAAAAA.jpg")]
    [TestCase("/openapi/v1.json")]
    [TestCase("/v1/nothing")]
    public async Task What_is_no_call_is_not_counted(string route)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => From(Server.CreateClient(), "198.51.100.3", HttpMethod.Get, route)));

        answers.ShouldAllBe(answer => answer.StatusCode != HttpStatusCode.TooManyRequests && !answer.Headers.Contains("X-RateLimit-Limit"));
    }

    private static (string Limit, string Remaining) Standing(HttpResponseMessage answer)
    {
        answer.Header("X-RateLimit-Limit").ShouldBe(answer.Header("RateLimit-Limit"));
        answer.Header("X-RateLimit-Remaining").ShouldBe(answer.Header("RateLimit-Remaining"));
        return (answer.Header("RateLimit-Limit"), answer.Header("RateLimit-Remaining"));
    }

    private static Task<HttpResponseMessage> CallAsync(HttpClient client, string tier) => tier switch
    {
        "read" => client.GetAsync("/v1/auth/verify"),
        "mutation" => client.PatchAsJsonAsync("/v1/images/AAAAAAAAAAA", new { title = "a" }),
        _ => client.PostAsJsonAsync("/v1/images/exists", new { hashes = new[] { new string('a', 64) } }),
    };

    private static async Task<HttpResponseMessage> From(HttpClient client, string address, HttpMethod method, string route)
    {
        using var request = new HttpRequestMessage(method, route);
        request.Headers.Add("X-Forwarded-For", address);
        return await client.SendAsync(request);
    }

    private static async Task<System.Text.Json.JsonElement> StateAsync(HttpClient client, string name) =>
        (await (await client.GetAsync("/v1/user/me/rate-limits")).DataAsync()).GetProperty(name);

    private static async Task<int> RemainingAsync(HttpClient client) => (await StateAsync(client, "read")).GetProperty("remaining").GetInt32();
}

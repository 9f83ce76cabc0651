using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.RateLimits;

/// <summary>Two nodes on one database, counting together.</summary>
public class TwoNodesTests() : ServerFixture(
    "--Picora:RateLimits:Shared=true", "--Picora:RateLimits:ReadPerMinute=150", "--Picora:RateLimits:UploadPerMinute=60", "--Picora:RateLimits:PerHour=200",
    "--Picora:RateLimits:AnonymousPerMinute=60",
    // A slow machine takes longer, and is not less exact.
    "--Picora:RateLimits:RecallPatienceMilliseconds=60000")
{
    private string second = string.Empty;

    [OneTimeSetUp]
    public async Task AddNodeAsync()
    {
        Server.Clock.Stop();
        // Into the first minute of an hour, so that no hour ends within a test.
        Server.Clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerHour - (Server.Clock.GetUtcNow().Ticks % TimeSpan.TicksPerHour)));
        second = await Server.AddNodeAsync();
        // The first one is the administrator, who may do more.
        await Server.SignUpAsync();
    }

    [TestCase(32)]
    [TestCase(3)]
    public async Task Of_64_clients_on_two_nodes_exactly_the_limit_is_allowed(int onTheFirst)
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync();
        HttpClient[] clients =
        [
            .. Enumerable.Range(0, onTheFirst).Select(_ => Server.CreateClient(key.Secret)),
            .. Enumerable.Range(0, Storm.Clients - onTheFirst).Select(_ => Server.CreateClient(key.Secret, second)),
        ];

        var (uploads, refusedUploads) = await Storm.RunAsync(clients, 64, client => client.PostAsJsonAsync("/v1/images/exists", new { hashes = new[] { new string('a', 64) } }));
        var (reads, refusedReads) = await Storm.RunAsync(clients, 192, client => client.GetAsync("/v1/auth/verify"));

        // The hour has room for 140 reads after 60 uploads.
        (uploads, refusedUploads.Count, reads, refusedReads.Count).ShouldBe((60, 4, 140, 52));
        foreach (var node in new[] { Server.Url, second })
        {
            var limits = await (await Server.CreateClient(key.Secret, node).GetAsync("/v1/user/me/rate-limits")).DataAsync();
            limits.GetProperty("upload").GetProperty("remaining").GetInt32().ShouldBe(0);
            limits.GetProperty("hourly").GetProperty("remaining").GetInt32().ShouldBe(0);
        }
    }

    [Test]
    public async Task Of_64_strangers_of_one_network_on_two_nodes_exactly_the_limit_is_heard()
    {
        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        HttpClient[] clients = [.. Enumerable.Range(0, Storm.Clients / 2).SelectMany(_ => new[] { Server.CreateClient(), Server.CreateClient(null, second) })];

        var (heard, refused) = await Storm.RunAsync(clients, 128, client => client.GetAsync("/v1/auth/verify"));

        (heard, refused.Count).ShouldBe((60, 68));
    }

    [Test]
    public async Task A_refusal_on_one_node_holds_on_the_other_until_the_minute_ends()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync();
        var other = Server.CreateClient(key.Secret, second);
        await Storm.RunAsync(Storm.ClientsOf(Server, key.Secret), 150, client => client.GetAsync("/v1/auth/verify"));

        var refused = await other.GetAsync("/v1/auth/verify");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Server.Clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        (await other.GetAsync("/v1/auth/verify")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

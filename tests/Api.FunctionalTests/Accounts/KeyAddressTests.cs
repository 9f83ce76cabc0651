using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>Keys that work from some addresses only, behind a proxy that is believed.</summary>
public class KeyAddressTests() : ServerFixture("--Picora:Proxies:0=127.0.0.1", "--Picora:Plans:trial:ApiKeyCount=20")
{
    [TestCase("203.0.113.0/24", "203.0.113.9", true)]
    [TestCase("203.0.113.0/24", "198.51.100.1", false)]
    [TestCase("203.0.113.9", "::ffff:203.0.113.9", true)]
    [TestCase("2001:db8::/32", "2001:db8:1::1", true)]
    [TestCase("2001:db8::/32", "2001:db9::1", false)]
    public async Task A_key_works_from_its_addresses(string allowed, string from, bool works)
    {
        var user = await Server.SignUpAsync();
        var key = await CreateAsync(user, allowed);

        var answer = await AskAsync(Server, key, from);

        if (works)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            return;
        }

        var body = await answer.BodyAsync(HttpStatusCode.Forbidden);
        body.Text("code").ShouldBe("IP_NOT_ALLOWED");
        body.GetProperty("meta").Text("address").ShouldBe(from);
        body.GetRawText().ShouldNotMatch("(?i)quota|reached|upgrade");
    }

    [Test]
    public async Task A_forwarded_address_counts_from_a_configured_proxy_only()
    {
        await using var bare = await PicoraServer.StartAsync();
        var key = await CreateAsync(await bare.SignUpAsync(), "203.0.113.9");

        (await AskAsync(bare, key, "203.0.113.9")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task A_change_of_addresses_counts_on_the_next_request()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        (await AskAsync(Server, key.Secret, "198.51.100.1")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var changed = await user.Http.PatchAsJsonAsync($"/v1/api-keys/{key.Id}", new { allowedIps = new[] { "203.0.113.9/24" } });
        (await changed.DataAsync()).GetProperty("allowedIps")[0].GetString().ShouldBe("203.0.113.0/24");
        (await AskAsync(Server, key.Secret, "198.51.100.1")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await user.Http.PatchAsJsonAsync($"/v1/api-keys/{key.Id}", new { allowedIps = Array.Empty<string>() });
        (await AskAsync(Server, key.Secret, "198.51.100.1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task What_is_no_address_is_refused()
    {
        var user = await Server.SignUpAsync();

        (await user.Http.PostAsJsonAsync("/v1/api-keys", new { name = "x", allowedIps = new[] { "everywhere" } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<string> CreateAsync(TestUser user, string allowed)
    {
        var answer = await user.Http.PostAsJsonAsync("/v1/api-keys", new { name = "x", allowedIps = new[] { allowed } });
        return (await answer.DataAsync(HttpStatusCode.Created)).Text("key");
    }

    private static async Task<HttpResponseMessage> AskAsync(PicoraServer server, string key, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/user/me");
        request.Headers.Add("X-Forwarded-For", from);
        return await server.CreateClient(key).SendAsync(request);
    }
}

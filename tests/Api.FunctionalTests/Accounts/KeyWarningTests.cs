using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>What owners are told about their keys without asking.</summary>
public class KeyWarningTests
{
    // The clock runs ahead by weeks, and the job is to run when it is told to.
    private const string ByHand = "--Picora:Jobs:Schedules:warn-keys=0 0 0 1 1 ? 2099";

    [Test]
    public async Task A_key_that_somebody_found_is_revoked_and_its_owner_told()
    {
        await using var server = await PicoraServer.StartAsync();
        var user = await server.SignUpAsync();
        var key = await user.CreateKeyAsync();

        var real = await ReportAsync(server, key.Secret);
        var again = await ReportAsync(server, key.Secret);
        var invented = await ReportAsync(server, "sk_" + "live_" + new string('A', 32));
        var nothing = await ReportAsync(server, null);

        new[] { real, again, invented, nothing }.Distinct(StringComparer.Ordinal).Count().ShouldBe(1, "the answer says nothing about what was sent");
        (await (await key.Http.GetAsync("/v1/user/me")).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("API_KEY_REVOKED");
        await server.Mail.WaitForAsync(user.Email, key.Secret[..12]);
        server.Mail.To(user.Email).ShouldAllBe(mail => !mail.Contains(key.Secret));
        var events = await (await user.Http.GetAsync("/v1/user/me/audit")).DataAsync();
        events.GetProperty("items").EnumerateArray().ShouldContain(entry => entry.Text("action") == "key.leaked");
    }

    [Test]
    public async Task Owners_are_warned_once_seven_days_before_a_key_expires()
    {
        await using var server = await PicoraServer.StartAsync(ByHand);
        var administrator = await server.SignUpAsync();
        var now = server.Clock.GetUtcNow();
        await CreateAsync(administrator, "expiring", now.AddDays(20));
        await CreateAsync(administrator, "short-lived", now.AddDays(3));
        await CreateAsync(administrator, "later", now.AddDays(60));

        (await WarnAsync(server, administrator.Email)).ShouldBe("Warned of 0 keys that expire and 0 that nobody uses, and revoked 0.");
        server.Clock.Advance(TimeSpan.FromDays(14));
        (await WarnAsync(server, administrator.Email)).ShouldBe("Warned of 1 keys that expire and 0 that nobody uses, and revoked 0.");
        (await WarnAsync(server, administrator.Email)).ShouldBe("Warned of 0 keys that expire and 0 that nobody uses, and revoked 0.");

        await server.Mail.WaitForAsync(administrator.Email, "expiring (");
        server.Mail.To(administrator.Email).ShouldAllBe(mail => !mail.Contains("short-lived (") && !mail.Contains("later ("));
    }

    [Test]
    public async Task Owners_are_warned_of_keys_that_nobody_uses_and_those_are_revoked_where_it_is_set()
    {
        await using var server = await PicoraServer.StartAsync(
            ByHand, "--Picora:Accounts:ApiKeys:RevokeUnused=true", "--Picora:Accounts:KeyUsageFlushSeconds=1");
        var administrator = await server.SignUpAsync();
        var (used, unused) = (await administrator.CreateKeyAsync(), await administrator.CreateKeyAsync());
        server.Clock.Advance(TimeSpan.FromDays(84));
        await used.Http.GetAsync("/v1/auth/verify");
        administrator = await server.SignUpAsync(administrator.Email);
        await Poll.UntilAsync(
            async () => (await (await administrator.Http.GetAsync("/v1/api-keys")).DataAsync()).EnumerateArray()
                .Any(key => key.GetProperty("usage").GetProperty("calls").GetInt64() > 0),
            "the use of a key");

        (await WarnAsync(server, administrator.Email)).ShouldBe("Warned of 0 keys that expire and 1 that nobody uses, and revoked 0.");
        await server.Mail.WaitForAsync(administrator.Email, unused.Secret[..12]);
        server.Clock.Advance(TimeSpan.FromDays(8));
        (await WarnAsync(server, administrator.Email)).ShouldBe("Warned of 0 keys that expire and 0 that nobody uses, and revoked 1.");

        (await (await unused.Http.GetAsync("/v1/auth/verify")).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("API_KEY_REVOKED");
        (await used.Http.GetAsync("/v1/auth/verify")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> ReportAsync(PicoraServer server, string? key) =>
        (await (await server.CreateClient().PostAsJsonAsync("/v1/api-keys/leaks", new { key })).BodyAsync(HttpStatusCode.Accepted)).GetRawText();

    private static async Task CreateAsync(TestUser user, string name, DateTimeOffset expiresAt) =>
        await (await user.Http.PostAsJsonAsync("/v1/api-keys", new { name, expiresAt })).DataAsync(HttpStatusCode.Created);

    // Sessions end while the clock runs ahead.
    private static async Task<string> WarnAsync(PicoraServer server, string administrator) =>
        await (await server.SignUpAsync(administrator)).Http.RunJobAsync("warn-keys");
}

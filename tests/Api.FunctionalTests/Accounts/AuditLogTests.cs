using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class AuditLogTests() : ServerFixture
{
    private const string Password = "correct-horse-1";

    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task What_happens_to_an_account_is_listed_newest_first()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Password);
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var key = await user.CreateKeyAsync("images:read");
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        await (await user.Http.PatchAsJsonAsync($"/v1/api-keys/{key.Id}", new { name = "other" })).DataAsync();
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        await (await user.Http.DeleteAsync($"/v1/api-keys/{key.Id}")).DataAsync();

        var items = (await ListAsync(user)).GetProperty("items").EnumerateArray().ToList();

        items.Select(item => item.Text("action")).Take(3).ShouldBe(["key.revoked", "key.changed", "key.created"]);
        items.Select(item => item.Text("action")).Skip(3).ShouldBe(["account.registered", "session.opened"], ignoreOrder: true);
        items.Take(3).Select(item => item.Text("subject")).ShouldAllBe(subject => subject == key.Id);
        (items[0].Text("credential"), items[0].Text("address")).ShouldBe(("session", "127.0.0.1"));
        items[^1].GetProperty("credential").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task A_lock_and_a_stolen_session_are_listed_and_a_failed_guess_is_not()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Password);
        await PostAsync("/v1/auth/login", new { email = user.Email, password = "wrong" });
        (await ActionsAsync(user)).ShouldBe(["account.registered", "session.opened"], ignoreOrder: true);
        for (var i = 0; i < 5; i++)
        {
            await PostAsync("/v1/auth/login", new { email = user.Email, password = "wrong" });
        }

        await RefreshAsync(user.RefreshToken);
        Server.Clock.Advance(TimeSpan.FromSeconds(31));
        await RefreshAsync(user.RefreshToken);

        var again = await Server.SignUpAsync(user.Email);
        var actions = await ActionsAsync(again);
        actions.Count(action => action == "account.locked").ShouldBe(1);
        actions.Count(action => action == "session.stolen").ShouldBe(1);
    }

    [Test]
    public async Task Pages_follow_each_other_without_gaps()
    {
        var user = await Server.SignUpAsync();
        for (var i = 0; i < 3; i++)
        {
            await Server.SignUpAsync(user.Email);
        }

        // Five at one moment: the registration and four sessions.
        var seen = new List<string>();
        var cursor = string.Empty;
        foreach (var (size, more) in new[] { (2, true), (2, true), (2, false) })
        {
            var page = await ListAsync(user, $"?limit={size}&cursor={Uri.EscapeDataString(cursor)}");
            page.GetProperty("hasMore").GetBoolean().ShouldBe(more);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Text("id")));
            cursor = page.GetProperty("nextCursor").GetString() ?? string.Empty;
        }

        seen.Count.ShouldBe(5);
        seen.ShouldBeUnique();
    }

    [Test]
    public async Task Only_the_owner_reads_it_and_only_with_a_session()
    {
        var (one, other) = (await Server.SignUpAsync(), await Server.SignUpAsync());
        var key = await one.CreateKeyAsync();

        (await ActionsAsync(other)).ShouldBe(["account.registered", "session.opened"], ignoreOrder: true);
        (await key.Http.GetAsync("/v1/user/me/audit")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Server.CreateClient().GetAsync("/v1/user/me/audit")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await one.Http.GetAsync("/v1/user/me/audit?cursor=nonsense")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Entries_past_their_time_are_forgotten()
    {
        var user = await Server.SignUpAsync();
        Server.Clock.Advance(TimeSpan.FromDays(366));
        var again = await Server.SignUpAsync(user.Email);

        await (await Server.SignUpAsync(administrator.Email)).Http.RunJobAsync("sweep-audit");

        (await ActionsAsync(again)).ShouldBe(["session.opened"]);
    }

    private static async Task<JsonElement> ListAsync(TestUser user, string query = "") => await (await user.Http.GetAsync("/v1/user/me/audit" + query)).DataAsync();

    private static async Task<List<string>> ActionsAsync(TestUser user) =>
        [.. (await ListAsync(user)).GetProperty("items").EnumerateArray().Select(item => item.Text("action"))];
}

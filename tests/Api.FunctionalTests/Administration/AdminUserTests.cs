using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Administration;

/// <summary>What administrators see of people and change about them (contract section 19).</summary>
public class AdminUserTests() : ServerFixture
{
    private TestUser administrator = null!;

    [OneTimeSetUp]
    public async Task SignUpAsync() => administrator = await Server.SignUpAsync();

    [Test]
    public async Task Everybody_is_listed_newest_first_page_by_page()
    {
        await using var server = await PicoraServer.StartAsync();
        var root = await server.SignUpAsync("root@example.org");
        (await ListAsync(root, "")).ShouldBe([root.Id]);
        var people = new List<string> { root.Id };
        for (var i = 0; i < 4; i++)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(1));
            people.Insert(0, (await server.SignUpAsync($"a_{i}%x@example.org")).Id);
        }

        (await ListAsync(root, "")).ShouldBe(people);
        (await ListAsync(root, "limit=2")).ShouldBe(people);
        (await ListAsync(root, "limit=5")).ShouldBe(people);
        (await ListAsync(root, $"q={people[1]}")).ShouldBe([people[1]]);
        (await ListAsync(root, "q=A_2%25X")).ShouldBe([people[1]]);
        (await ListAsync(root, "q=a%25x")).ShouldBeEmpty();
        (await ListAsync(root, "plan=pro")).ShouldBeEmpty();
        (await ListAsync(root, "plan=trial&isActive=true&limit=3")).ShouldBe(people);
        await PatchAsync(root, people[0], new { isActive = false });
        (await ListAsync(root, "isActive=false")).ShouldBe([people[0]]);
        foreach (var wrong in new[] { "limit=0", "cursor=nonsense", "plan=gold", "isActive=perhaps", "q=%00" })
        {
            (await root.Http.GetAsync($"/v1/admin/users?{wrong}")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, wrong);
        }
    }

    [Test]
    public async Task A_person_is_read_with_what_they_use()
    {
        var user = await Server.SignUpAsync();
        await user.Http.UploadAsync(Padded.Jpeg(3_000));

        var detail = await (await administrator.Http.GetAsync($"/v1/admin/users/{user.Id}")).DataAsync();

        var person = detail.GetProperty("user");
        (person.Text("id"), person.Text("email"), person.Text("plan"), person.Text("role"), person.GetProperty("isActive").GetBoolean())
            .ShouldBe((user.Id, user.Email, "trial", "user", true));
        person.GetProperty("planExpiresAt").ValueKind.ShouldBe(JsonValueKind.Null);
        Used(detail, "img_storage").ShouldBe((3_000, 104_857_600));
        Used(detail, "uploads_per_month").ShouldBe((1, 1000));
        detail.GetProperty("overrides").GetArrayLength().ShouldBe(0);
        (await (await administrator.Http.GetAsync("/v1/admin/users/nobody")).CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
    }

    [Test]
    public async Task Who_is_banned_is_out_with_the_next_request_and_back_when_it_ends()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        (await key.Http.GetAsync("/v1/images")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await PatchAsync(administrator, user.Id, new { isActive = false });
        (await user.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await key.Http.GetAsync("/v1/images")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(user.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await PatchAsync(administrator, user.Id, new { isActive = true });
        (await key.Http.GetAsync("/v1/images")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AuditAsync(user)).ShouldBe(["account.unbanned", "account.banned", "key.created"]);
    }

    [Test]
    public async Task Of_two_administrators_who_demote_each_other_one_stays()
    {
        await using var server = await PicoraServer.StartAsync();
        var (one, two) = (await server.SignUpAsync(), await server.SignUpAsync());
        await PatchAsync(one, two.Id, new { role = "admin" });

        var answers = await Task.WhenAll(
            one.Http.PatchAsJsonAsync($"/v1/admin/users/{two.Id}", new { role = "user" }), two.Http.PatchAsJsonAsync($"/v1/admin/users/{one.Id}", new { role = "user" }));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden).ShouldBe(1);
    }

    [Test]
    public async Task Who_has_left_cannot_be_brought_back()
    {
        var user = await Server.SignUpAsync();
        await (await user.Http.DeleteAsync("/v1/user/me")).DataAsync();

        var refused = await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", new { isActive = true });

        (await refused.CodeAsync(HttpStatusCode.NotFound)).ShouldBe("NOT_FOUND");
    }

    [Test]
    public async Task What_an_administrator_does_says_nothing_about_where_they_are()
    {
        var user = await Server.SignUpAsync();
        await PatchAsync(administrator, user.Id, new { plan = "pro" });

        var log = await (await user.Http.GetAsync("/v1/user/me/audit")).DataAsync();

        var entry = log.GetProperty("items").EnumerateArray().Single(item => item.Text("action") == "plan.changed");
        entry.ToString().ShouldNotContain("127.0.0.1");
        entry.Text("credential").ShouldBe("administrator");
    }

    [Test]
    public async Task A_role_is_given_and_taken_but_not_ones_own()
    {
        var user = await Server.SignUpAsync();
        await PatchAsync(administrator, user.Id, new { role = "admin" });
        (await user.Http.GetAsync("/v1/admin/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var change in new object[] { new { role = "user" }, new { isActive = false } })
        {
            var refused = await user.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", change);
            (await refused.CodeAsync(HttpStatusCode.Conflict)).ShouldBe("CONFLICT");
        }

        await PatchAsync(administrator, user.Id, new { role = "user" });
        (await (await user.Http.GetAsync("/v1/admin/users")).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("FORBIDDEN");
    }

    [Test]
    public async Task A_plan_counts_at_once_and_ends_when_its_time_has_come()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Accounts:ExpiredPlan=trial");
        var root = await server.SignUpAsync();
        var user = await server.SignUpAsync();
        var end = server.Clock.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", null);
        await PatchAsync(root, user.Id, new { plan = "pro", planExpiresAt = end });
        var usage = await user.Http.UsageAsync();
        (usage.Text("plan"), usage.Text("planExpiresAt")).ShouldBe(("pro", end));
        usage.GetProperty("planLimits").GetProperty("imgStorageBytes").GetInt64().ShouldBe(5L << 30);

        (await root.Http.RunJobAsync("expire-plans")).ShouldBe("Ended 0 plans.");
        server.Clock.Advance(TimeSpan.FromDays(30));
        root = await server.SignUpAsync(root.Email);
        user = await server.SignUpAsync(user.Email);
        // The job may have run by the clock already.
        await root.Http.RunJobAsync("expire-plans");

        usage = await user.Http.UsageAsync();
        (usage.Text("plan"), usage.GetProperty("planExpiresAt").ValueKind).ShouldBe(("trial", JsonValueKind.Null));
    }

    [Test]
    public async Task What_is_wrong_is_refused_and_changes_nothing()
    {
        var user = await Server.SignUpAsync();
        object[] wrong =
        [
            new { plan = "gold" }, new { role = "king" }, new { planExpiresAt = "soon" },
            new { plan = "pro", quotas = new[] { new { type = "img_storage", limit = -1 } } },
            new { plan = "pro", quotas = new[] { new { type = "nothing", limit = 1 } } },
            new { plan = "pro", quotas = new[] { new { type = "doc_count", limit = 1 }, new { type = "doc_count", limit = 2 } } },
            new { plan = "pro", quotas = new[] { new { type = "doc_count", limit = 1, note = new string('n', 201) } } },
            new { plan = "pro", quotas = new[] { new { type = "doc_count", limit = 1, expiresAt = "soon" } } },
        ];
        foreach (var change in wrong)
        {
            var refused = await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{user.Id}", change);
            (await refused.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        }

        (await user.Http.UsageAsync()).Text("plan").ShouldBe("trial");
        (await administrator.Http.PatchAsJsonAsync("/v1/admin/users/nobody", new { plan = "pro" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static (long Used, long Limit) Used(JsonElement detail, string type)
    {
        var quota = detail.GetProperty("quotas").EnumerateArray().Single(entry => entry.Text("type") == type);
        return (quota.GetProperty("used").GetInt64(), quota.GetProperty("limit").GetInt64());
    }

    private static async Task PatchAsync(TestUser administrator, string id, object change) =>
        await (await administrator.Http.PatchAsJsonAsync($"/v1/admin/users/{id}", change)).DataAsync();

    private static async Task<IReadOnlyList<string>> AuditAsync(TestUser user) =>
        [.. (await (await user.Http.GetAsync("/v1/user/me/audit?limit=3")).DataAsync()).GetProperty("items").EnumerateArray().Select(item => item.Text("action"))];

    private static async Task<List<string>> ListAsync(TestUser administrator, string query)
    {
        var (all, cursor) = (new List<string>(), string.Empty);
        do
        {
            var page = await (await administrator.Http.GetAsync($"/v1/admin/users?{query}&cursor={Uri.EscapeDataString(cursor)}")).DataAsync();
            all.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Text("id")));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return all;
    }
}

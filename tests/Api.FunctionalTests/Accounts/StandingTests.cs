using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>Changes of what somebody may do count on the very next request. What no operation changes yet, an operator's hand in the database does.</summary>
internal sealed class StandingTests() : ServerFixture()
{
    [Test]
    public async Task Who_is_banned_is_out_at_once_with_session_and_key()
    {
        await Server.SignUpAsync();
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        (await user.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // False in every engine's words: the second person is no administrator.
        await Server.ExecuteSqlAsync($"""UPDATE users SET "IsActive" = "IsAdministrator" WHERE "Id" = '{user.Id}'""");

        (await user.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await key.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(user.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_new_plan_counts_at_once()
    {
        var user = await Server.SignUpAsync();

        await Server.ExecuteSqlAsync($"""UPDATE users SET "Plan" = 'pro' WHERE "Id" = '{user.Id}'""");

        (await (await user.Http.GetAsync("/v1/user/me/usage")).DataAsync(HttpStatusCode.OK)).Text("plan").ShouldBe("pro");
    }

    [Test]
    public async Task Narrowed_scopes_count_at_once()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync("images:read", "images:write");

        (await user.Http.PatchAsJsonAsync($"/v1/api-keys/{key.Id}", new { scopes = new[] { "usage:read" } })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await key.Http.GetAsync("/v1/images")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await key.Http.GetAsync("/v1/user/me/usage")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Names_with_a_character_that_no_engine_stores_are_refused_everywhere()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();

        HttpResponseMessage[] refusals =
        [
            await user.Http.PatchAsJsonAsync("/v1/user/me", new { nickname = "a\0b" }),
            await user.Http.PostAsJsonAsync("/v1/api-keys", new { name = "a\0b" }),
            await user.Http.PostAsJsonAsync("/v1/api-keys", new { name = "a", description = "a\0b" }),
            await user.Http.PatchAsJsonAsync($"/v1/api-keys/{key.Id}", new { name = "a\0b" }),
        ];

        refusals.ShouldAllBe(response => response.StatusCode == HttpStatusCode.UnprocessableEntity);
    }
}

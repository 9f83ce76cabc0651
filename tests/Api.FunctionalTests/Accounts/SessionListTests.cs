using System.Net;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

internal sealed class SessionListTests() : ServerFixture()
{
    [Test]
    public async Task Each_session_says_where_it_is_and_which_one_asks()
    {
        var user = await Server.SignUpAsync();
        Server.Clock.Advance(TimeSpan.FromMinutes(5));
        var elsewhere = await Server.SignUpAsync(user.Email);

        var sessions = (await ListAsync(elsewhere)).ToList();

        sessions.Count.ShouldBe(2);
        sessions.Select(session => session.GetProperty("current").GetBoolean()).ShouldBe([true, false]);
        sessions.ShouldAllBe(session => session.Text("address") == "127.0.0.1" && session.Text("device") == "Unknown device");
        sessions[0].GetProperty("createdAt").GetDateTimeOffset().ShouldBeGreaterThan(sessions[1].GetProperty("lastSeenAt").GetDateTimeOffset());
        Server.Clock.Advance(TimeSpan.FromMinutes(5));
        await RefreshAsync(user.RefreshToken);
        (await ListAsync(elsewhere)).First().GetProperty("current").GetBoolean().ShouldBeFalse("the other one was seen last now");
    }

    [Test]
    public async Task One_session_is_ended_by_another_at_once()
    {
        var user = await Server.SignUpAsync();
        var elsewhere = await Server.SignUpAsync(user.Email);
        var id = (await ListAsync(user)).Single(session => !session.GetProperty("current").GetBoolean()).Text("id");
        (await (await Server.SignUpAsync()).Http.DeleteAsync($"/v1/user/me/sessions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await (await user.Http.DeleteAsync($"/v1/user/me/sessions/{id}")).DataAsync()).ValueKind.ShouldBe(JsonValueKind.Null);

        (await elsewhere.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(elsewhere.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await user.Http.DeleteAsync($"/v1/user/me/sessions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ListAsync(user)).Count().ShouldBe(1);
    }

    [Test]
    public async Task All_others_are_ended_together()
    {
        var user = await Server.SignUpAsync();
        var others = new[] { await Server.SignUpAsync(user.Email), await Server.SignUpAsync(user.Email) };
        var stranger = await Server.SignUpAsync();

        (await (await user.Http.DeleteAsync("/v1/user/me/sessions")).DataAsync()).GetProperty("ended").GetInt32().ShouldBe(2);

        foreach (var other in others)
        {
            (await other.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await user.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stranger.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await user.Http.DeleteAsync("/v1/user/me/sessions")).DataAsync()).GetProperty("ended").GetInt32().ShouldBe(0);
    }

    private static async Task<IEnumerable<JsonElement>> ListAsync(TestUser user) =>
        (await (await user.Http.GetAsync("/v1/user/me/sessions")).DataAsync()).EnumerateArray();
}

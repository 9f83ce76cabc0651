using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class KeyRotationTests() : ServerFixture("--Picora:Plans:trial:ApiKeyCount=2")
{
    [Test]
    public async Task Both_keys_work_until_the_chosen_moment()
    {
        var user = await Server.SignUpAsync();
        var old = await user.CreateKeyAsync("images:read", "account:read");
        var graceUntil = Server.Clock.GetUtcNow().AddMinutes(10);

        var answer = await user.Http.PostAsJsonAsync($"/v1/api-keys/{old.Id}/rotate", new { graceUntil });
        var created = await answer.DataAsync(HttpStatusCode.Created);
        var young = Server.CreateClient(created.Text("key"));

        created.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()).ShouldBe(["images:read", "account:read"], ignoreOrder: true);
        var flagged = await old.Http.GetAsync("/v1/user/me");
        flagged.StatusCode.ShouldBe(HttpStatusCode.OK);
        flagged.Headers.GetValues("X-Picora-Key-Rotated").ShouldBe(["true"]);
        flagged.Headers.GetValues("Deprecation").Single().ShouldMatch("^@[0-9]+$");
        DateTimeOffset.ParseExact(flagged.Headers.GetValues("Sunset").Single(), "R", CultureInfo.InvariantCulture)
            .ShouldBe(graceUntil, TimeSpan.FromSeconds(1));
        var unflagged = await young.GetAsync("/v1/user/me");
        unflagged.StatusCode.ShouldBe(HttpStatusCode.OK);
        unflagged.Headers.Contains("X-Picora-Key-Rotated").ShouldBeFalse();
        var listed = (await (await user.Http.GetAsync("/v1/api-keys")).DataAsync()).EnumerateArray().Single(key => key.Text("id") == old.Id);
        listed.Text("successorId").ShouldBe(created.Text("id"));

        Server.Clock.Advance(TimeSpan.FromMinutes(11));
        (await (await old.Http.GetAsync("/v1/user/me")).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("API_KEY_EXPIRED");
        (await young.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_full_plan_lets_keys_be_rotated_and_no_more_be_made()
    {
        var user = await Server.SignUpAsync();
        var (one, two) = (await user.CreateKeyAsync(), await user.CreateKeyAsync());

        (await RotateAsync(user, one.Id)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await RotateAsync(user, two.Id)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await (await user.Http.PostAsJsonAsync("/v1/api-keys", new { name = "third" })).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("QUOTA_EXCEEDED");
    }

    [Test]
    public async Task A_key_whose_successor_is_revoked_takes_its_place_again()
    {
        var user = await Server.SignUpAsync();
        var (one, _) = (await user.CreateKeyAsync(), await user.CreateKeyAsync());
        var successor = await (await RotateAsync(user, one.Id)).DataAsync(HttpStatusCode.Created);
        (await user.Http.DeleteAsync($"/v1/api-keys/{successor.Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await one.Http.GetAsync("/v1/auth/verify")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await user.Http.PostAsJsonAsync("/v1/api-keys", new { name = "third" })).CodeAsync(HttpStatusCode.Forbidden)).ShouldBe("QUOTA_EXCEEDED");
    }

    [Test]
    public async Task At_most_two_keys_share_a_place()
    {
        var user = await Server.SignUpAsync();
        var first = await user.CreateKeyAsync();
        var second = await (await RotateAsync(user, first.Id)).DataAsync(HttpStatusCode.Created);
        var third = await (await RotateAsync(user, second.Text("id"))).DataAsync(HttpStatusCode.Created);

        (await (await first.Http.GetAsync("/v1/user/me")).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("API_KEY_REVOKED");
        (await Server.CreateClient(second.Text("key")).GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Server.CreateClient(third.Text("key")).GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Of_many_rotations_at_once_one_happens()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RotateAsync(user, key.Id)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Test]
    public async Task A_grace_that_is_over_or_too_long_is_refused()
    {
        var user = await Server.SignUpAsync();
        var key = await user.CreateKeyAsync();
        foreach (var moment in new[] { Server.Clock.GetUtcNow().AddMinutes(-1), Server.Clock.GetUtcNow().AddDays(31) })
        {
            var answer = await user.Http.PostAsJsonAsync($"/v1/api-keys/{key.Id}/rotate", new { graceUntil = moment });
            (await answer.CodeAsync(HttpStatusCode.UnprocessableEntity)).ShouldBe("VALIDATION_ERROR");
        }

        var nonsense = await user.Http.PostAsJsonAsync($"/v1/api-keys/{key.Id}/rotate", new { graceUntil = "soon" });
        nonsense.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Keys_of_others_are_unknown()
    {
        var key = await (await Server.SignUpAsync()).CreateKeyAsync();

        (await RotateAsync(await Server.SignUpAsync(), key.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> RotateAsync(TestUser user, string id) => user.Http.PostAsync($"/v1/api-keys/{id}/rotate", null);
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

internal sealed class EmailChangeTests() : ServerFixture()
{
    private const string Password = "correct-horse-1";

    [Test]
    public async Task The_old_address_signs_in_until_the_new_one_is_confirmed()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Password);
        var (before, after) = (user.Email, Server.NewEmail());
        var code = await BindCodeAsync(after);
        (await LoginAsync(before)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LoginAsync(after)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var moved = await (await MoveAsync(user, after, code, Password)).DataAsync();

        (moved.Text("email"), moved.Text("id")).ShouldBe((after, user.Id));
        (await LoginAsync(before)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await LoginAsync(after)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Server.Mail.WaitForAsync(before, $"{after[..2]}***@example.org");
        (await (await user.Http.GetAsync("/v1/user/me/identities")).DataAsync())[0].Text("providerIdMasked").ShouldBe($"{after[..2]}***@example.org");
    }

    [Test]
    public async Task It_takes_the_code_and_the_password()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Password);
        var after = Server.NewEmail();
        var code = await BindCodeAsync(after);

        (await MoveAsync(user, after, code, null)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await MoveAsync(user, after, code, "wrong")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await MoveAsync(user, after, code == "000000" ? "111111" : "000000", Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await MoveAsync(user, Server.NewEmail(), code, Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await MoveAsync(user, after, code, Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Of_two_who_want_one_address_one_gets_it()
    {
        var (one, other, wanted) = (await Server.SignUpAsync(), await Server.SignUpAsync(), Server.NewEmail());
        await (await MoveAsync(one, wanted, await BindCodeAsync(wanted), null)).DataAsync();

        var late = await MoveAsync(other, wanted, await BindCodeAsync(wanted), null);

        (await late.BodyAsync(HttpStatusCode.Conflict)).Text("error").ShouldBe("Email already registered");
        (await MoveAsync(one, wanted, await BindCodeAsync(wanted), null)).StatusCode.ShouldBe(HttpStatusCode.OK, "it is theirs already");
    }

    [Test]
    public async Task The_last_way_to_sign_in_stays()
    {
        var user = await Server.SignUpAsync();
        var identity = (await (await user.Http.GetAsync("/v1/user/me/identities")).DataAsync()).EnumerateArray().Single();
        identity.Text("provider").ShouldBe("email");
        identity.Text("createdAt").ShouldEndWith("Z");

        var refused = await user.Http.DeleteAsync($"/v1/user/me/identities/{identity.Text("id")}");
        (await refused.BodyAsync(HttpStatusCode.UnprocessableEntity)).Text("error").ShouldBe("Cannot remove the last login method");

        // Somebody of another provider, as a sign-in with it would have linked them.
        await Server.ExecuteSqlAsync(
            "INSERT INTO identities (\"Id\", \"UserId\", \"Provider\", \"Subject\", \"CreatedAt\") "
            + $"VALUES ('{new string('i', 21)}', '{user.Id}', 'elsewhere', 'subject-4711', 1767607200000)");
        var both = await (await user.Http.GetAsync("/v1/user/me/identities")).DataAsync();
        both[1].Text("providerIdMasked").ShouldBe("sub****4711");
        var stranger = await Server.SignUpAsync();
        (await stranger.Http.DeleteAsync($"/v1/user/me/identities/{both[1].Text("id")}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var answers = await Task.WhenAll(both.EnumerateArray().Select(one => user.Http.DeleteAsync($"/v1/user/me/identities/{one.Text("id")}")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1, "one of the two stays, however they race");
        await Server.Mail.WaitForAsync(user.Email, "A way to sign in");
    }

    private Task<HttpResponseMessage> LoginAsync(string email) => PostAsync("/v1/auth/login", new { email, password = Password });

    private async Task<string> BindCodeAsync(string email)
    {
        await (await PostAsync("/v1/auth/send-code", new { email, type = "bind_email" })).DataAsync();
        return Server.Mail.LatestCode(email);
    }

    private static Task<HttpResponseMessage> MoveAsync(TestUser user, string email, string code, string? password) =>
        user.Http.PostAsJsonAsync("/v1/user/me/email", new { email, code, password });
}

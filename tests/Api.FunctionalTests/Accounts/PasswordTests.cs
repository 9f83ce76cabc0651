using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

internal sealed class PasswordTests() : ServerFixture()
{
    private const string Old = "correct-horse-1";
    private const string New = "battery-staple-2";

    [Test]
    public async Task A_changed_password_ends_all_sessions_at_once_and_no_key()
    {
        var (user, elsewhere, key) = await SomebodyAsync();

        var changed = await user.Http.PostAsJsonAsync("/v1/user/me/change-password", new { oldPassword = Old, newPassword = New });

        (await changed.DataAsync()).ValueKind.ShouldBe(JsonValueKind.Null);
        await ShouldBeOutAsync(user, elsewhere);
        (await key.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LoginAsync(user.Email, Old)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await LoginAsync(user.Email, New)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Server.Mail.WaitForAsync(user.Email, "was set or changed");
    }

    [Test]
    public async Task Of_two_who_change_it_at_once_one_does()
    {
        var (user, _, _) = await SomebodyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            user.Http.PostAsJsonAsync("/v1/user/me/change-password", new { oldPassword = Old, newPassword = $"{New}{i}" })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    [Test]
    public async Task A_wrong_old_password_is_said_and_guesses_are_few()
    {
        var (user, _, _) = await SomebodyAsync();
        for (var i = 0; i < 5; i++)
        {
            var wrong = await user.Http.PostAsJsonAsync("/v1/user/me/change-password", new { oldPassword = "wrong", newPassword = New });
            (await wrong.BodyAsync(HttpStatusCode.UnprocessableEntity)).Text("error").ShouldBe("Current password is incorrect");
        }

        var right = await user.Http.PostAsJsonAsync("/v1/user/me/change-password", new { oldPassword = Old, newPassword = New });
        right.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        right.Headers.RetryAfter!.Delta!.Value.TotalMinutes.ShouldBeInRange(10, 15);
        (await LoginAsync(user.Email, Old)).StatusCode.ShouldBe(HttpStatusCode.OK, "the door is another matter");
    }

    [TestCase("short1")]
    [TestCase("no-digit-here")]
    [TestCase("1234567890")]
    [TestCase("a1-------10--------20--------30--------40--------50--------60-----")]
    public async Task A_new_password_is_a_good_one(string password)
    {
        var user = await Server.SignUpAsync();
        (await user.Http.PostAsJsonAsync("/v1/user/me/set-password", new { newPassword = password })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync("/v1/auth/reset-password", new { email = user.Email, code = "123456", newPassword = password }))
            .StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task Somebody_without_a_password_sets_one_once()
    {
        var user = await Server.SignUpAsync();
        (await user.Http.PostAsJsonAsync("/v1/user/me/change-password", new { oldPassword = Old, newPassword = New })).StatusCode
            .ShouldBe(HttpStatusCode.UnprocessableEntity);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => user.Http.PostAsJsonAsync("/v1/user/me/set-password", new { newPassword = Old })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        (await refused.BodyAsync(HttpStatusCode.UnprocessableEntity)).Text("error").ShouldBe("Password already set, use change-password instead");
        (await user.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK, "the session stays");
        (await LoginAsync(user.Email, Old)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_mailed_code_resets_the_password_and_ends_all_sessions()
    {
        var (user, elsewhere, key) = await SomebodyAsync();
        var forgotten = await PostAsync("/v1/auth/forgot-password", new { email = user.Email });
        (await forgotten.DataAsync()).Text("message").ShouldBe("If this email exists, a reset code has been sent");
        var code = Server.Mail.LatestCode(user.Email);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => LoginAsync(user.Email, "wrong")));

        var wrong = await ResetAsync(user.Email, code == "000000" ? "111111" : "000000");
        (await wrong.BodyAsync(HttpStatusCode.Unauthorized)).Text("error").ShouldBe("Invalid or expired code");
        var reset = await ResetAsync(user.Email, code);

        (await reset.DataAsync()).Text("message").ShouldBe("Password reset successfully");
        await ShouldBeOutAsync(user, elsewhere);
        (await key.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LoginAsync(user.Email, New)).StatusCode.ShouldBe(HttpStatusCode.OK, "the lock is opened, too");
        (await ResetAsync(user.Email, code)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "a code works once");
    }

    [Test]
    public async Task Nobody_resets_a_password_by_a_code_for_something_else_or_without_an_account()
    {
        var (user, _, _) = await SomebodyAsync();
        var code = await Server.RequestCodeAsync(user.Email);
        (await ResetAsync(user.Email, code)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var nobody = Server.NewEmail();
        (await PostAsync("/v1/auth/forgot-password", new { email = nobody })).StatusCode.ShouldBe(HttpStatusCode.OK);
        Server.Mail.To(nobody).Single().ShouldContain("no account");
        (await ResetAsync(nobody, "123456")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task What_happened_is_in_the_log()
    {
        var user = await Server.SignUpAsync();
        await user.Http.PostAsJsonAsync("/v1/user/me/set-password", new { newPassword = Old });

        var entries = (await (await user.Http.GetAsync("/v1/user/me/audit")).DataAsync()).GetProperty("items").EnumerateArray();

        entries.Select(entry => entry.Text("action")).ShouldContain("password.set");
    }

    private async Task<(TestUser User, TestUser Elsewhere, TestKey Key)> SomebodyAsync()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Old);
        var elsewhere = await TestUser.FromAsync(Server, await LoginAsync(user.Email, Old));
        return (user, elsewhere, await user.CreateKeyAsync());
    }

    private async Task ShouldBeOutAsync(params TestUser[] sessions)
    {
        foreach (var session in sessions)
        {
            (await session.Http.GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await RefreshAsync(session.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private Task<HttpResponseMessage> LoginAsync(string email, string password) => PostAsync("/v1/auth/login", new { email, password });

    private Task<HttpResponseMessage> ResetAsync(string email, string code) => PostAsync("/v1/auth/reset-password", new { email, code, newPassword = New });
}

using System.Net;
using System.Net.Http.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Idempotency;

/// <summary>Answers of use cases that take several steps. What goes wrong between two of them, a trigger of SQLite brings about.</summary>
[Category(TestCategories.OneEngine)]
public class AnswersWithEffectsTests() : ServerFixture
{
    private const string Old = "correct-horse-1";
    private const string New = "battery-staple-2";

    [OneTimeSetUp]
    public void StopClock()
    {
        if (TestDatabase.Engine != TestDatabase.Sqlite)
        {
            Assert.Ignore("the triggers are SQLite's");
        }

        Server.Clock.Stop();
    }

    [Test]
    public async Task A_wrong_password_is_never_told_as_a_change()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Old);

        for (var i = 0; i < 7; i++)
        {
            var answer = await SendAsync(user, "wrong", "/v1/user/me/change-password", Body(new { oldPassword = "wrong", newPassword = New }));
            ((int)answer.StatusCode).ShouldBe(i < 5 ? 422 : 429, "the fifth locks");
        }
    }

    [Test]
    public async Task A_change_that_was_cut_off_behind_the_right_password_is_carried_out_when_it_is_sent_again()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Old);
        var change = new { oldPassword = Old, newPassword = New };
        await Server.ExecuteSqlAsync("CREATE TRIGGER cut BEFORE UPDATE OF \"PasswordHash\" ON users BEGIN SELECT RAISE(ABORT, 'cut off'); END");
        ((int)(await SendAsync(user, "cut", "/v1/user/me/change-password", Body(change))).StatusCode).ShouldBeGreaterThanOrEqualTo(500);
        await Server.ExecuteSqlAsync("DROP TRIGGER cut");

        var again = await SendAsync(user, "cut", "/v1/user/me/change-password", Body(change));

        await again.DataAsync();
        again.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        (await PostAsync("/v1/auth/login", new { email = user.Email, password = Old })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("/v1/auth/login", new { email = user.Email, password = New })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_answer_is_kept_with_its_effect_never_behind_it()
    {
        var user = await Server.SignUpAsync();
        var image = await user.Http.UploadAsync(Pictures.Png(16, 16));
        await (await user.Http.PatchAsJsonAsync($"/v1/images/{image.Text("id")}", new { tags = new[] { "old" } })).DataAsync();
        var secret = (await (await user.Http.PostAsync("/v1/user/me/totp", null)).DataAsync(HttpStatusCode.Created)).Text("secret");
        var app = new AuthenticatorApp(Server, secret);
        await (await user.Http.PostAsJsonAsync("/v1/auth/send-code", new { email = "next@example.org", type = "bind_email" })).DataAsync();
        var code = Server.Mail.LatestCode("next@example.org");

        await ShouldBeKeptAsync(user, "SELECT 1 FROM image_tags WHERE \"Name\" = 'new'", "/v1/images/tags/rename", Body(new { from = "old", to = "new" }));
        await ShouldBeKeptAsync(user, Told(user, "totp.enabled"), "/v1/user/me/totp/confirm", Body(new { code = app.Code }));
        app.Wait();
        await ShouldBeKeptAsync(user, Told(user, "recovery_codes.renewed"), "/v1/user/me/recovery-codes", Body(new { code = app.Code }));
        app.Wait();
        await ShouldBeKeptAsync(user, Told(user, "totp.disabled"), "/v1/user/me/totp/disable", Body(new { code = app.Code }));
        await ShouldBeKeptAsync(user, "SELECT 1 FROM avatars", "/v1/user/me/avatar", Avatar());
        await ShouldBeKeptAsync(user, Told(user, "email.changed"), "/v1/user/me/email", Body(new { email = "next@example.org", code }));
    }

    [Test]
    public async Task A_wrong_code_counts_and_leaves_no_answer()
    {
        var user = await Server.SignUpAsync();
        var (app, _) = await AuthenticatorApp.SetUpAsync(Server, user);
        var wrong = Body(new { code = app.WrongCode });

        (await SendAsync(user, "guess", "/v1/user/me/recovery-codes", wrong)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var right = await SendAsync(user, "guess", "/v1/user/me/recovery-codes", Body(new { code = app.Code }));

        await right.DataAsync();
    }

    // A server that dies between an effect and the row of its answer is one that cannot write that row once the effect is there.
    private async Task ShouldBeKeptAsync(TestUser user, string effect, string route, Func<HttpContent> body)
    {
        await Server.ExecuteSqlAsync($"CREATE TRIGGER late BEFORE INSERT ON kept_answers WHEN EXISTS ({effect}) BEGIN SELECT RAISE(ABORT, 'too late'); END");
        var first = await SendAsync(user, route, route, body);
        await Server.ExecuteSqlAsync("DROP TRIGGER late");
        var told = await first.BodyAsync();

        var again = await SendAsync(user, route, route, body);

        again.Headers.Contains("Idempotency-Replayed").ShouldBeTrue(route);
        (await again.BodyAsync()).GetRawText().ShouldBe(told.GetRawText(), route);
    }

    private static string Told(TestUser user, string action) => $"SELECT 1 FROM audit_events WHERE \"Action\" = '{action}' AND \"OwnerId\" = '{user.Id}'";

    private static Func<HttpContent> Body(object body) => () => JsonContent.Create(body, body.GetType());

    private static Func<HttpContent> Avatar()
    {
        var picture = Pictures.Png(32, 32);
        return () => new MultipartFormDataContent { { new ByteArrayContent(picture), "file", "me.png" } };
    }

    private static async Task<HttpResponseMessage> SendAsync(TestUser user, string name, string route, Func<HttpContent> body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = body() };
        request.Headers.Add("Idempotency-Key", name);
        return await user.Http.SendAsync(request);
    }
}

using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class SignUpTests() : ServerFixture
{
    [Test]
    public async Task Somebody_signs_up_with_code_and_password_and_signs_in_again()
    {
        var email = Server.NewEmail();
        var code = await Server.RequestCodeAsync(email);

        var response = await PostAsync("/v1/auth/register", new { email = email.ToUpperInvariant(), password = "correct-horse-1", code });

        var data = await response.DataAsync(HttpStatusCode.Created);
        var user = data.GetProperty("user");
        user.Text("id").Length.ShouldBe(21);
        user.Text("email").ShouldBe(email);
        user.Text("plan").ShouldBe("trial");
        user.GetProperty("emailVerified").GetBoolean().ShouldBeTrue();
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var cookie = response.Headers.GetValues("Set-Cookie").Single(line => line.StartsWith("refresh_token=", StringComparison.Ordinal));
        cookie.ShouldContain("max-age=604800;");
        foreach (var attribute in new[] { "path=/v1/auth", "secure", "samesite=strict", "httponly" })
        {
            cookie.ShouldContain(attribute);
        }

        var login = await (await PostAsync("/v1/auth/login", new { email, password = "correct-horse-1" })).DataAsync();
        var me = await (await Server.CreateClient(login.Text("accessToken")).GetAsync("/v1/user/me")).DataAsync();
        me.Text("id").ShouldBe(user.Text("id"));
    }

    [Test]
    public async Task An_address_registers_once()
    {
        var email = Server.NewEmail();
        await Server.RegisterAsync(email, "correct-horse-1");
        var code = await Server.RequestCodeAsync(email);

        var again = await PostAsync("/v1/auth/register", new { email, password = "correct-horse-1", code });

        (await again.BodyAsync(HttpStatusCode.Conflict)).Text("error").ShouldBe("Email already registered");
    }

    [Test]
    public async Task A_code_signs_up_then_in_and_works_once()
    {
        var email = Server.NewEmail();
        var code = await Server.RequestCodeAsync(email);
        var first = await TestUser.FromAsync(Server, await PostAsync("/v1/auth/login/code", new { email, code }));

        var reused = await PostAsync("/v1/auth/login/code", new { email, code });
        (await reused.BodyAsync(HttpStatusCode.Unauthorized)).Text("error").ShouldBe("Invalid or expired verification code");

        (await Server.SignUpAsync(email)).Id.ShouldBe(first.Id);
    }

    [Test]
    public async Task Five_wrong_guesses_burn_a_code_even_in_parallel()
    {
        var email = Server.NewEmail();
        var code = await Server.RequestCodeAsync(email);
        var wrong = code == "000000" ? "111111" : "000000";
        var guesses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostAsync("/v1/auth/login/code", new { email, code = wrong })));
        guesses.ShouldAllBe(guess => guess.StatusCode == HttpStatusCode.Unauthorized);

        (await PostAsync("/v1/auth/login/code", new { email, code })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_newer_code_replaces_the_older()
    {
        var email = Server.NewEmail();
        var older = await Server.RequestCodeAsync(email);
        var newer = await Server.RequestCodeAsync(email);
        Assume.That(older, Is.Not.EqualTo(newer));

        (await PostAsync("/v1/auth/login/code", new { email, code = older })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("/v1/auth/login/code", new { email, code = newer })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_code_for_another_purpose_does_not_sign_in()
    {
        var email = (await Server.SignUpAsync()).Email;
        await (await PostAsync("/v1/auth/send-code", new { email, type = "reset_password" })).DataAsync();

        var response = await PostAsync("/v1/auth/login/code", new { email, code = Server.Mail.LatestCode(email) });

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Known_and_unknown_addresses_get_the_same_answers()
    {
        var known = (await Server.SignUpAsync()).Email;
        var unknown = Server.NewEmail();
        foreach (var type in new[] { "register", "reset_password", "bind_email" })
        {
            var one = await (await PostAsync("/v1/auth/send-code", new { email = known, type })).Content.ReadAsStringAsync();
            var other = await (await PostAsync("/v1/auth/send-code", new { email = unknown, type })).Content.ReadAsStringAsync();
            other.ShouldBe(one);
        }

        var bad = await PostAsync("/v1/auth/login", new { email = known, password = "wrong" });
        var none = await PostAsync("/v1/auth/login", new { email = unknown, password = "wrong" });
        none.StatusCode.ShouldBe(bad.StatusCode);
        (await none.Content.ReadAsStringAsync()).ShouldBe(await bad.Content.ReadAsStringAsync());
        (await bad.BodyAsync(HttpStatusCode.Unauthorized)).Text("error").ShouldBe("Invalid email or password");
    }

    [TestCase("/v1/auth/send-code", "email", "type")]
    [TestCase("/v1/auth/register", "email", "password", "code")]
    [TestCase("/v1/auth/login", "email", "password")]
    [TestCase("/v1/auth/login/code", "email", "code")]
    public async Task What_is_missing_is_named(string route, params string[] fields)
    {
        var body = await (await PostAsync(route, new { })).BodyAsync(HttpStatusCode.UnprocessableEntity);

        body.Text("code").ShouldBe("VALIDATION_ERROR");
        body.GetProperty("meta").GetProperty("fields").EnumerateObject().Select(field => field.Name).ShouldBe(fields, ignoreOrder: true);
    }

    [Test]
    public async Task Mail_speaks_the_language_of_its_reader()
    {
        var user = await Server.SignUpAsync();
        await (await user.Http.PatchAsJsonAsync("/v1/user/me", new { locale = "zh-CN", nickname = " Kim " })).DataAsync();

        await Server.RequestCodeAsync(user.Email);

        Server.Mail.To(user.Email)[^1].ShouldContain("您的验证码");
        var me = await (await user.Http.GetAsync("/v1/user/me")).DataAsync();
        (me.Text("locale"), me.Text("nickname")).ShouldBe(("zh-CN", "Kim"));
    }
}

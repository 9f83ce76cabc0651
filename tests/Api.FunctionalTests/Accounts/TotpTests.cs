using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class TotpTests() : ServerFixture
{
    private const string Password = "correct-horse-1";

    // So that no code runs out on its way, however slow the machine is.
    [OneTimeSetUp]
    public void StopClock() => Server.Clock.Stop();

    [Test]
    public async Task Somebody_sets_an_app_up_and_signs_in_with_it()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Password);
        var begun = await (await user.Http.PostAsJsonAsync("/v1/user/me/totp", new { password = Password })).DataAsync(HttpStatusCode.Created);
        begun.Text("uri").ShouldStartWith($"otpauth://totp/Picora:{Uri.EscapeDataString(user.Email)}?secret={begun.Text("secret")}&issuer=Picora");
        var app = new AuthenticatorApp(Server, begun.Text("secret"));

        // Until it is confirmed, it counts for nothing.
        await (await PostAsync("/v1/auth/login", new { email = user.Email, password = Password })).DataAsync();
        var codes = await (await user.Http.PostAsJsonAsync("/v1/user/me/totp/confirm", new { code = app.Code })).DataAsync();
        codes.GetProperty("recoveryCodes").GetArrayLength().ShouldBe(10);
        await Server.Mail.WaitForAsync(user.Email, "authenticator app was added");

        var refused = await PostAsync("/v1/auth/login", new { email = user.Email, password = Password });
        refused.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var needed = await refused.BodyAsync(HttpStatusCode.Unauthorized);
        needed.Text("code").ShouldBe("MFA_REQUIRED");
        needed.GetProperty("success").GetBoolean().ShouldBeFalse();
        var meta = needed.GetProperty("meta");
        meta.GetProperty("methods").EnumerateArray().Select(method => method.GetString()).ShouldBe(["totp", "recovery_code"]);

        app.Wait();
        var signedIn = await TestUser.FromAsync(Server, await TotpAsync(meta.Text("mfaToken"), app.Code));
        signedIn.Id.ShouldBe(user.Id);
        var factors = await (await signedIn.Http.GetAsync("/v1/user/me/factors")).DataAsync();
        (factors.GetProperty("totp").GetBoolean(), factors.GetProperty("recoveryCodesLeft").GetInt32()).ShouldBe((true, 10));
        await ShouldTellAsync(signedIn, "totp.enabled");
    }

    [Test]
    public async Task A_mailed_code_is_one_factor_too()
    {
        var user = await Server.SignUpAsync();
        var (app, _) = await AuthenticatorApp.SetUpAsync(Server, user);
        var code = await Server.RequestCodeAsync(user.Email);

        var token = await TokenAsync(await PostAsync("/v1/auth/login/code", new { email = user.Email, code }));

        (await TestUser.FromAsync(Server, await TotpAsync(token, app.Code))).Id.ShouldBe(user.Id);
    }

    [Test]
    public async Task A_code_works_once_even_in_parallel()
    {
        var (user, app, _) = await GuardedAsync();
        var tokens = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            tokens.Add(await BeginAsync(user));
        }

        var code = app.Code;
        var answers = await Task.WhenAll(tokens.Select(token => TotpAsync(token, code)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(7);
    }

    [Test]
    public async Task A_token_works_once_and_not_for_long()
    {
        var (user, app, codes) = await GuardedAsync();
        var token = await BeginAsync(user);
        await (await TotpAsync(token, app.Code)).DataAsync();
        (await (await RecoverAsync(token, codes[0])).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("MFA_TOKEN_INVALID");

        var late = await BeginAsync(user);
        Server.Clock.Advance(TimeSpan.FromMinutes(5));
        (await (await TotpAsync(late, app.Code)).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("MFA_TOKEN_INVALID");
        (await (await TotpAsync("made-up", app.Code)).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("MFA_TOKEN_INVALID");
    }

    [Test]
    public async Task Five_wrong_codes_burn_a_token_and_lock_the_app_but_not_the_owner()
    {
        var (user, app, codes) = await GuardedAsync();
        var token = await BeginAsync(user);
        var guesses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TotpAsync(token, app.WrongCode)));
        foreach (var guess in guesses)
        {
            (await guess.CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("MFA_CODE_INVALID");
        }

        (await (await TotpAsync(token, app.Code)).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("MFA_TOKEN_INVALID");
        (await (await TotpAsync(await BeginAsync(user), app.Code)).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("MFA_CODE_INVALID");
        await Server.Mail.WaitForAsync(user.Email, "wrong codes of your authenticator app");

        // The owner has another way in, and the lock ends.
        await (await RecoverAsync(await BeginAsync(user), codes[0])).DataAsync();
        Server.Clock.Advance(TimeSpan.FromMinutes(15));
        await (await TotpAsync(await BeginAsync(user), app.Code)).DataAsync();
    }

    [Test]
    public async Task A_recovery_code_works_once_and_new_ones_replace_the_old()
    {
        var (user, app, codes) = await GuardedAsync();
        var signedIn = await TestUser.FromAsync(Server, await RecoverAsync(await BeginAsync(user), codes[3].ToLowerInvariant()));
        await Server.Mail.WaitForAsync(user.Email, "9 are left");
        (await (await RecoverAsync(await BeginAsync(user), codes[3])).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("MFA_CODE_INVALID");

        var renewed = await signedIn.Http.PostAsJsonAsync("/v1/user/me/recovery-codes", new { code = app.Code });
        var fresh = (await renewed.DataAsync()).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!).ToList();

        fresh.Intersect(codes).ShouldBeEmpty();
        (await RecoverAsync(await BeginAsync(user), codes[4])).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RecoverAsync(await BeginAsync(user), fresh[0])).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldTellAsync(signedIn, "recovery_code.used", "recovery_codes.renewed");
    }

    [Test]
    public async Task Removing_the_app_needs_a_code_of_it()
    {
        var (user, app, codes) = await GuardedAsync();
        var again = await user.Http.PostAsJsonAsync("/v1/user/me/totp", new { password = Password });
        (await again.CodeAsync(HttpStatusCode.Conflict)).ShouldBe("CONFLICT");
        await DisableAsync(user, new { code = app.WrongCode }, HttpStatusCode.UnprocessableEntity);
        await DisableAsync(user, new { }, HttpStatusCode.UnprocessableEntity);
        await DisableAsync(user, new { code = app.Code, recoveryCode = codes[0] }, HttpStatusCode.UnprocessableEntity);

        await DisableAsync(user, new { code = app.Code }, HttpStatusCode.OK);

        await Server.Mail.WaitForAsync(user.Email, "authenticator app was removed");
        await (await PostAsync("/v1/auth/login", new { email = user.Email, password = Password })).DataAsync();
        await DisableAsync(user, new { recoveryCode = codes[0] }, HttpStatusCode.UnprocessableEntity);
        await ShouldTellAsync(user, "totp.disabled");
    }

    [Test]
    public async Task Somebody_elses_code_is_worth_nothing()
    {
        var (user, _, _) = await GuardedAsync();
        var (_, othersApp, othersCodes) = await GuardedAsync();

        (await TotpAsync(await BeginAsync(user), othersApp.Code)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RecoverAsync(await BeginAsync(user), othersCodes[0])).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_wrong_first_code_confirms_nothing()
    {
        var user = await Server.SignUpAsync();
        (await user.Http.PostAsJsonAsync("/v1/user/me/totp/confirm", new { code = "123456" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var begun = await (await user.Http.PostAsync("/v1/user/me/totp", null)).DataAsync(HttpStatusCode.Created);
        var app = new AuthenticatorApp(Server, begun.Text("secret"));

        (await user.Http.PostAsJsonAsync("/v1/user/me/totp/confirm", new { code = app.WrongCode })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // Of two mailed codes the later one counts, and the clock stands still.
        app.Wait();
        (await Server.SignUpAsync(user.Email)).Id.ShouldBe(user.Id);
    }

    private async Task<(TestUser User, AuthenticatorApp App, IReadOnlyList<string> Codes)> GuardedAsync()
    {
        var user = await Server.RegisterAsync(Server.NewEmail(), Password);
        var (app, codes) = await AuthenticatorApp.SetUpAsync(Server, user, Password);
        return (user, app, codes);
    }

    private async Task<string> BeginAsync(TestUser user) => await TokenAsync(await PostAsync("/v1/auth/login", new { email = user.Email, password = Password }));

    private static async Task<string> TokenAsync(HttpResponseMessage answer)
    {
        JsonElement body = await answer.BodyAsync(HttpStatusCode.Unauthorized);
        body.Text("code").ShouldBe("MFA_REQUIRED");
        return body.GetProperty("meta").Text("mfaToken");
    }

    private Task<HttpResponseMessage> TotpAsync(string mfaToken, string code) => PostAsync("/v1/auth/login/totp", new { mfaToken, code });

    private Task<HttpResponseMessage> RecoverAsync(string mfaToken, string recoveryCode) => PostAsync("/v1/auth/login/totp", new { mfaToken, recoveryCode });

    private static async Task DisableAsync(TestUser user, object proof, HttpStatusCode expected) =>
        (await user.Http.PostAsJsonAsync("/v1/user/me/totp/disable", proof)).StatusCode.ShouldBe(expected);

    private static async Task ShouldTellAsync(TestUser user, params string[] actions)
    {
        var audit = await (await user.Http.GetAsync("/v1/user/me/audit?limit=50")).DataAsync();
        var told = audit.GetProperty("items").EnumerateArray().Select(entry => entry.Text("action")).ToList();
        actions.ShouldBeSubsetOf(told);
    }
}

using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>Signing in at a real provider, through its own forms.</summary>
[TestFixture]
internal sealed class OidcTests
{
    private const string Api = "https://picora.example.org";
    private const string Start = $"{Api}/v1/auth/oidc/test/start";
    private const string Callback = $"{Api}/v1/auth/oidc/test/callback";
    private const string Cookie = "oidc_sign_in";
    private const string CompanyStart = $"{Api}/v1/auth/oidc/company/start";
    private const string TrustedStart = $"{Api}/v1/auth/oidc/trusted/start";
    private const string Return = "https://dash.example.org/welcome?from=oidc";

    private OidcProviderProcess provider = null!;
    private PicoraServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (OidcProviderProcess.Missing() is { } missing)
        {
            Assert.Ignore(missing);
        }

        provider = await OidcProviderProcess.StartAsync(Callback, $"{Api}/v1/auth/oidc/trusted/callback", $"{Api}/v1/auth/oidc/company/callback");
        server = await PicoraServer.StartAsync(
        [
            $"--Picora:Urls:Api={Api}", $"--Picora:Oidc:ReturnUrl={Return}", .. Provider(0, "test"), .. Provider(1, "trusted"), .. Provider(2, "company"),
            "--Picora:Oidc:Providers:1:LinkVerifiedEmail=true", "--Picora:Oidc:Providers:2:LinkVerifiedEmail=true", "--Picora:Oidc:Providers:1:SignUp=false",
        ]);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
            await provider.DisposeAsync();
        }
    }

    [Test]
    public async Task Somebody_signs_up_and_in_again_at_a_provider()
    {
        var email = server.NewEmail();
        var browser = NewBrowser();

        var first = await SignInAsync(browser, email);

        (await SignInAsync(NewBrowser(), email)).Text("id").ShouldBe(first.Text("id"));
        var listed = await (await server.CreateClient().GetAsync("/v1/auth/oidc")).DataAsync();
        (listed[0].Text("id"), listed[0].Text("name"), listed[0].Text("startUrl")).ShouldBe(("test", "Test", Start));
    }

    [Test]
    public async Task Whose_an_address_is_a_provider_says_only_that_is_trusted_with_every_account()
    {
        var (claimed, known) = (server.NewEmail(), await server.SignUpAsync());

        var claimant = await SignInAsync(NewBrowser(), claimed);
        claimant.GetProperty("email").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        claimant.GetProperty("emailVerified").GetBoolean().ShouldBeFalse();
        (await server.SignUpAsync(claimed)).Id.ShouldNotBe(claimant.Text("id"), "the owner of the address gets an account of their own");

        // Known or not, it looks the same.
        var stranger = await SignInAsync(NewBrowser(), known.Email);
        stranger.Text("id").ShouldNotBe(known.Id);
        stranger.GetProperty("email").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        var trusted = server.NewEmail();
        var newcomer = await SignInAsync(NewBrowser(), trusted, CompanyStart);
        (newcomer.Text("email"), newcomer.GetProperty("emailVerified").GetBoolean()).ShouldBe((trusted, true));
        (await server.SignUpAsync(trusted)).Id.ShouldBe(newcomer.Text("id"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_link_that_was_begun_ends_with_its_session(bool byPassword)
    {
        var user = await server.RegisterAsync(server.NewEmail(), "correct-horse-1");
        var owner = await TestUser.FromAsync(server, await server.CreateClient().PostAsJsonAsync("/v1/auth/login", new { email = user.Email, password = "correct-horse-1" }));
        var intruder = NewBrowser();
        var callback = await intruder.FollowAsync(
            await BeginLinkAsync(user, intruder, "correct-horse-1"), server.NewEmail(), address => address.StartsWith(Callback, StringComparison.Ordinal));

        await (byPassword
            ? await owner.Http.PostAsJsonAsync("/v1/user/me/change-password", new { oldPassword = "correct-horse-1", newPassword = "battery-staple-2" })
            : await owner.Http.DeleteAsync("/v1/user/me/sessions")).BodyAsync();

        (await VisitAsync(intruder, callback)).ShouldBe("OIDC_STATE_INVALID");
    }

    [Test]
    public async Task An_address_that_is_not_verified_belongs_to_nobody()
    {
        var victim = await server.SignUpAsync();

        var stranger = await SignInAsync(NewBrowser(), $"{victim.Email}+unverified");

        stranger.Text("id").ShouldNotBe(victim.Id);
        stranger.GetProperty("email").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Test]
    public async Task An_account_that_is_there_is_linked_by_its_owner_only()
    {
        var user = await server.SignUpAsync();

        var browser = NewBrowser();
        (await FinishAsync(browser, await BeginLinkAsync(user, browser), user.Email)).ShouldBe("LINKED");

        await server.Mail.WaitForAsync(user.Email, "signed in to with Test");
        (await SignInAsync(NewBrowser(), user.Email)).Text("id").ShouldBe(user.Id);
        var audit = await (await user.Http.GetAsync("/v1/user/me/audit?limit=50")).DataAsync();
        audit.GetProperty("items").EnumerateArray().Select(entry => entry.Text("action")).ShouldContain("identity.linked");

        // Linked again it is the same; to somebody else it is not linked.
        (await FinishAsync(browser, await BeginLinkAsync(user, browser), user.Email)).ShouldBe("LINKED");
        (await FinishAsync(browser, await BeginLinkAsync(await server.SignUpAsync(), browser), user.Email)).ShouldBe("OIDC_IDENTITY_TAKEN");
    }

    [Test]
    public async Task A_provider_that_the_operator_trusts_links_by_address_and_one_may_open_no_accounts()
    {
        var user = await server.SignUpAsync();
        (await FinishAsync(NewBrowser(), TrustedStart, user.Email)).ShouldBe("SIGNED_IN");
        await server.Mail.WaitForAsync(user.Email, "signed in to with Trusted");

        (await FinishAsync(NewBrowser(), TrustedStart, $"{user.Email}+unverified")).ShouldBe("OIDC_SIGN_UP_CLOSED");
        (await FinishAsync(NewBrowser(), TrustedStart, server.NewEmail())).ShouldBe("OIDC_SIGN_UP_CLOSED");
    }

    [Test]
    public async Task The_second_factor_is_asked_for()
    {
        var user = await server.SignUpAsync();
        var (email, linking) = (user.Email, NewBrowser());
        (await FinishAsync(linking, await BeginLinkAsync(user, linking), email)).ShouldBe("LINKED");
        var (app, _) = await AuthenticatorApp.SetUpAsync(server, user);
        var browser = NewBrowser();

        (await FinishAsync(browser, Start, email)).ShouldBe("MFA_REQUIRED");

        browser.Cookie(Api, "refresh_token").ShouldBeNull();
        var answer = await browser.SendAsync(HttpMethod.Post, $"{Api}/v1/auth/login/totp", JsonContent.Create(new { code = app.Code }));
        (await answer.DataAsync()).GetProperty("user").Text("id").ShouldBe(user.Id);
    }

    [Test]
    public async Task An_answer_counts_in_the_browser_that_asked_only()
    {
        var (victim, attacker) = (NewBrowser(), NewBrowser());
        var callback = await AuthorizeAsync(attacker, server.NewEmail());

        // Without a cookie, and with that of another sign-in.
        (await VisitAsync(victim, callback)).ShouldBe("OIDC_STATE_INVALID");
        await victim.SendAsync(HttpMethod.Get, Start);
        (await VisitAsync(victim, callback)).ShouldBe("OIDC_STATE_INVALID");

        victim.Cookie(Api, "refresh_token").ShouldBeNull();
        (await VisitAsync(attacker, callback)).ShouldBe("SIGNED_IN");
    }

    [Test]
    public async Task A_wrong_state_counts_for_nothing()
    {
        var browser = NewBrowser();
        var callback = await AuthorizeAsync(browser, server.NewEmail());
        var cookie = browser.Cookie(Api, Cookie)!;

        (await VisitAsync(browser, Change(callback, "state", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))).ShouldBe("OIDC_STATE_INVALID");
        browser.Take(Cookie, cookie);
        (await VisitAsync(browser, callback.Replace("/test/", "/trusted/", StringComparison.Ordinal))).ShouldBe("OIDC_STATE_INVALID");
    }

    [Test]
    public async Task A_code_works_once()
    {
        var browser = NewBrowser();
        var email = server.NewEmail();
        var callback = await AuthorizeAsync(browser, email);
        var cookie = browser.Cookie(Api, Cookie)!;
        (await VisitAsync(browser, callback)).ShouldBe("SIGNED_IN");

        browser.Take(Cookie, cookie);
        (await VisitAsync(browser, callback)).ShouldBe("OIDC_STATE_INVALID");

        // The same code under a sign-in of its own.
        var next = await AuthorizeAsync(browser, email);
        (await VisitAsync(browser, Change(next, "code", Query(callback, "code")))).ShouldBe("OIDC_FAILED");
    }

    [TestCase("nonce")]
    [TestCase("code_challenge")]
    public async Task What_was_asked_for_with_another_secret_is_refused(string parameter)
    {
        var browser = NewBrowser();
        var url = (await browser.SendAsync(HttpMethod.Get, Start)).Headers.Location!.ToString();
        var callback = await browser.FollowAsync(
            Change(url, parameter, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), server.NewEmail(), address => address.StartsWith(Callback, StringComparison.Ordinal));

        (await VisitAsync(browser, callback)).ShouldBe("OIDC_FAILED");
    }

    [Test]
    public async Task Whoever_says_no_or_comes_late_is_not_signed_in()
    {
        var browser = NewBrowser();
        var callback = await AuthorizeAsync(browser, server.NewEmail());
        (await VisitAsync(browser, $"{Callback}?error=access_denied&state={Query(callback, "state")}")).ShouldBe("OIDC_DENIED");

        var late = await AuthorizeAsync(browser, server.NewEmail());
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        (await VisitAsync(browser, late)).ShouldBe("OIDC_STATE_INVALID");
    }

    [Test]
    public async Task Unknown_providers_are_not_there()
    {
        (await server.CreateClient().GetAsync("/v1/auth/oidc/nobody/start")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await VisitAsync(NewBrowser(), $"{Api}/v1/auth/oidc/nobody/callback?code=1&state=2&ReturnUrl=https://evil.example.org")).ShouldBe("NOT_FOUND");
    }

    private string[] Provider(int index, string id) =>
    [
        $"--Picora:Oidc:Providers:{index}:Id={id}", $"--Picora:Oidc:Providers:{index}:Name={(id == "test" ? "Test" : "Trusted")}",
        $"--Picora:Oidc:Providers:{index}:Authority={provider.Issuer}", $"--Picora:Oidc:Providers:{index}:ClientId={OidcProviderProcess.ClientId}",
        $"--Picora:Oidc:Providers:{index}:ClientSecret={OidcProviderProcess.ClientSecret}",
    ];

    private TestBrowser NewBrowser() => new(server, Api);

    private async Task<System.Text.Json.JsonElement> SignInAsync(TestBrowser browser, string login, string start = Start)
    {
        (await FinishAsync(browser, start, login)).ShouldBe("SIGNED_IN");
        var refreshed = await (await browser.SendAsync(HttpMethod.Post, $"{Api}/v1/auth/refresh")).DataAsync();
        return await (await server.CreateClient(refreshed.Text("accessToken")).GetAsync("/v1/user/me")).DataAsync();
    }

    private static async Task<string> FinishAsync(TestBrowser browser, string url, string login) =>
        Outcome(await browser.FollowAsync(url, login, address => address.StartsWith(Return, StringComparison.Ordinal)));

    private static Task<string> AuthorizeAsync(TestBrowser browser, string login) =>
        browser.FollowAsync(Start, login, address => address.StartsWith(Callback, StringComparison.Ordinal));

    private static async Task<string> VisitAsync(TestBrowser browser, string callback) =>
        Outcome((await browser.SendAsync(HttpMethod.Get, callback)).Headers.Location!.ToString());

    private static async Task<string> BeginLinkAsync(TestUser user, TestBrowser browser, string? password = null)
    {
        var answer = await user.Http.PostAsJsonAsync("/v1/auth/oidc/test/link", new { password });
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2);
        browser.Take(cookie[0], cookie[1]);
        return (await answer.DataAsync()).Text("url");
    }

    private static string Outcome(string url)
    {
        url.ShouldStartWith($"{Return}&oidc=");
        return Query(url, "oidc");
    }

    private static string Query(string url, string name) => System.Web.HttpUtility.ParseQueryString(new Uri(url).Query)[name]!;

    private static string Change(string url, string name, string value)
    {
        var builder = new UriBuilder(url);
        var query = System.Web.HttpUtility.ParseQueryString(builder.Query);
        query[name] = value;
        builder.Query = query.ToString();
        return builder.Uri.ToString();
    }
}

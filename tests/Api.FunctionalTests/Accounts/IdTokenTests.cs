using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>Tokens that no honest provider sends.</summary>
[TestFixture]
internal sealed class IdTokenTests
{
    private const string Api = "https://picora.example.org";

    private static readonly (string Name, Action<SecurityTokenDescriptor, ForgingProvider> Spoil)[] Forgeries =
    [
        ("no signature", (token, _) => token.SigningCredentials = null),
        ("HMAC with the client's secret", (token, _) => token.SigningCredentials = Hmac(Encoding.ASCII.GetBytes(ForgingProvider.ClientSecret))),
        ("HMAC with the public key", (token, provider) => token.SigningCredentials = Hmac(provider.Key.Rsa.ExportSubjectPublicKeyInfo())),
        ("somebody else's key", (token, _) => token.SigningCredentials = Rsa("real")),
        ("a key that is not published", (token, _) => token.SigningCredentials = Rsa("new")),
        ("another issuer", (token, _) => token.Issuer = "https://evil.example.org"),
        ("another audience", (token, _) => token.Audience = "another"),
        ("for several, by another", (token, _) => Claim(token, "aud", new[] { ForgingProvider.ClientId, "another" }, "azp", "another")),
        ("expired", (token, _) => (token.NotBefore, token.IssuedAt, token.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-1))),
        ("not valid yet", (token, _) => (token.NotBefore, token.Expires) = (DateTime.UtcNow.AddHours(1), DateTime.UtcNow.AddHours(2))),
        ("another nonce", (token, _) => token.Claims["nonce"] = "AAAA"),
        ("no nonce", (token, _) => token.Claims.Remove("nonce")),
        ("no subject", (token, _) => token.Claims.Remove("sub")),
    ];

    private ForgingProvider provider = null!;
    private ForgingProvider mute = null!;
    private PicoraServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        provider = await ForgingProvider.StartAsync();
        mute = await ForgingProvider.StartAsync(saysWhere: false);
        server = await PicoraServer.StartAsync(
            $"--Picora:Urls:Api={Api}", "--Picora:Oidc:Providers:0:Id=forged", "--Picora:Oidc:Providers:0:Name=Forged",
            $"--Picora:Oidc:Providers:0:Authority={provider.Issuer}", $"--Picora:Oidc:Providers:0:ClientId={ForgingProvider.ClientId}",
            $"--Picora:Oidc:Providers:0:ClientSecret={ForgingProvider.ClientSecret}", "--Picora:Oidc:Providers:0:LinkVerifiedEmail=true",
            "--Picora:Oidc:Providers:1:Id=mute", "--Picora:Oidc:Providers:1:Name=Mute", $"--Picora:Oidc:Providers:1:Authority={mute.Issuer}",
            "--Picora:Oidc:Providers:1:ClientId=any", "--Picora:Proxies:0=127.0.0.1");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        await provider.DisposeAsync();
        await mute.DisposeAsync();
    }

    [Test]
    public async Task A_genuine_token_signs_in() => (await SignInAsync("genuine", _ => { })).ShouldBe("SIGNED_IN");

    [TestCaseSource(nameof(Forgeries))]
    public async Task A_forged_token_signs_nobody_in((string Name, Action<SecurityTokenDescriptor, ForgingProvider> Spoil) forgery) =>
        (await SignInAsync("forged", token => forgery.Spoil(token, provider))).ShouldBe("OIDC_FAILED", forgery.Name);

    [Test]
    public async Task What_is_said_about_somebody_else_is_not_believed()
    {
        var victim = await server.SignUpAsync();
        provider.UserInfo = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = "victim", ["email"] = victim.Email, ["email_verified"] = true };

        // Believed, the address would lead to the account that has it.
        (await SignInAsync("attacker", _ => { })).ShouldBe("SIGNED_IN");
        (await CountIdentitiesAsync(victim)).ShouldBe(1);
        (await SignInAsync("victim", _ => { })).ShouldBe("SIGNED_IN");
        (await CountIdentitiesAsync(victim)).ShouldBe(2, "now it was said about the person of the token");
    }

    [Test]
    public async Task A_provider_that_does_not_say_where_to_sign_in_is_not_there()
    {
        var answer = await server.CreateClient().GetAsync("/v1/auth/oidc/mute/start");
        (await answer.CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("OIDC_UNAVAILABLE");
    }

    [Test]
    public async Task Over_https_no_neighbour_can_set_the_cookie_of_a_sign_in()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/auth/oidc/forged/start");
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        request.Headers.Add("X-Forwarded-Proto", "https");
        var cookie = (await server.CreateClient().SendAsync(request)).Headers.GetValues("Set-Cookie").Single();

        cookie.ShouldStartWith("__Host-oidc_sign_in=");
        cookie.ShouldContain("path=/;");
        cookie.ShouldNotContain("domain");
    }

    private static async Task<int> CountIdentitiesAsync(TestUser user) => (await (await user.Http.GetAsync("/v1/user/me/identities")).DataAsync()).GetArrayLength();

    private async Task<string> SignInAsync(string subject, Action<SecurityTokenDescriptor> spoil)
    {
        var browser = new TestBrowser(server, Api);
        var asked = System.Web.HttpUtility.ParseQueryString((await browser.SendAsync(HttpMethod.Get, $"{Api}/v1/auth/oidc/forged/start")).Headers.Location!.Query);
        var token = provider.Genuine(asked["nonce"]!, subject);
        spoil(token);
        provider.IdToken = ForgingProvider.Sign(token);

        var answer = await browser.SendAsync(HttpMethod.Get, $"{Api}/v1/auth/oidc/forged/callback?code=any&state={asked["state"]}");
        return answer.Headers.Location!.ToString().Split("oidc=")[1];
    }

    private static SigningCredentials Hmac(byte[] key) => new(new SymmetricSecurityKey(key) { KeyId = "real" }, SecurityAlgorithms.HmacSha256);

    private static SigningCredentials Rsa(string keyId) => new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = keyId }, SecurityAlgorithms.RsaSha256);

    private static void Claim(SecurityTokenDescriptor token, string audience, string[] audiences, string authorized, string party)
    {
        token.Audience = null;
        token.Claims[audience] = audiences;
        token.Claims[authorized] = party;
    }
}

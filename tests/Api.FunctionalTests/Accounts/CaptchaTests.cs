using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>Who asks for many codes shows that there is a person.</summary>
internal sealed class CaptchaTests
{
    private CaptchaProvider provider = null!;
    private PicoraServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        provider = await CaptchaProvider.StartAsync();
        server = await PicoraServer.StartAsync([.. provider.Settings, "--Picora:Proxies:0=127.0.0.1"]);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Test]
    public async Task After_three_codes_in_an_hour_a_network_needs_one()
    {
        const string address = "192.0.2.1";
        for (var i = 0; i < 3; i++)
        {
            (await SendAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var asked = await (await SendAsync(address)).BodyAsync(HttpStatusCode.UnprocessableEntity);

        asked.Text("code").ShouldBe("CAPTCHA_REQUIRED");
        (asked.GetProperty("meta").Text("provider"), asked.GetProperty("meta").Text("siteKey")).ShouldBe(("turnstile", "the-site-key"));
        (await SendAsync(address, "bad")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(address, "good-1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        provider.Seen["good-1"].ShouldBe(address);
        (await SendAsync(address, "good-1")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "a solution counts once");
        (await ForgetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ForgetAsync(address, "good-2")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync("192.0.2.2")).StatusCode.ShouldBe(HttpStatusCode.OK, "another network");
    }

    [Test]
    public async Task Of_many_at_once_three_pass_without()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SendAsync("192.0.2.50")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(3);
    }

    [Test]
    public async Task A_provider_that_is_down_lets_nobody_pass_and_says_so()
    {
        for (var i = 0; i < 3; i++)
        {
            await SendAsync("192.0.2.99");
        }

        (await (await SendAsync("192.0.2.99", "broken")).CodeAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("CAPTCHA_UNAVAILABLE");
    }

    [Test]
    public async Task Half_a_configuration_is_refused()
    {
        var refusal = await Should.ThrowAsync<Exception>(async () =>
        {
            await using var half = await PicoraServer.StartAsync("--Picora:Captcha:SiteKey=only");
        });
        refusal.ToString().ShouldContain("Picora:Captcha");
    }

    private Task<HttpResponseMessage> SendAsync(string address, string? captchaToken = null) =>
        PostAsync("/v1/auth/send-code", new { email = server.NewEmail(), type = "register", captchaToken }, address);

    private Task<HttpResponseMessage> ForgetAsync(string address, string? captchaToken = null) =>
        PostAsync("/v1/auth/forgot-password", new { email = server.NewEmail(), captchaToken }, address);

    private async Task<HttpResponseMessage> PostAsync(string route, object body, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Forwarded-For", address);
        return await server.CreateClient().SendAsync(request);
    }
}

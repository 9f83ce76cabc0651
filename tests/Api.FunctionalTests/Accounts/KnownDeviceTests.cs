using System.Net;
using System.Net.Http.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>Devices that people have signed in from before.</summary>
internal sealed class KnownDeviceTests() : ServerFixture("--Picora:Proxies:0=127.0.0.1")
{
    private const string Password = "correct-horse-1";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    [Test]
    public async Task A_sign_in_from_a_new_device_is_told_by_mail_and_only_once()
    {
        var email = Server.NewEmail();
        await RegisterAsync(email, Firefox, "192.0.2.1");
        Server.Mail.To(email).ShouldNotContain(mail => mail.Contains("new device", StringComparison.Ordinal), "the account was opened from there");

        var first = await LoginAsync(email, Password, new Place(Chrome, "198.51.100.7"));
        first.StatusCode.ShouldBe(HttpStatusCode.OK);

        await Server.Mail.WaitForAsync(email, "new device");
        var mail = Server.Mail.To(email)[^1];
        mail.ShouldContain("Chrome on Windows");
        mail.ShouldContain("198.51.100.7");

        // Known by its cookie, wherever it goes, or by program and network without one.
        await LoginAsync(email, Password, new Place(Chrome, "203.0.113.9", DeviceOf(first)));
        await LoginAsync(email, Password, new Place(Chrome, "198.51.100.7"));
        await LoginAsync(email, Password, new Place("curl/8.5.0", "198.51.100.7"));
        await Server.Mail.WaitForAsync(email, "curl");
        Server.Mail.To(email).Count(text => text.Contains("new device", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public async Task Strangers_lock_out_strangers_but_not_a_device_of_the_owner()
    {
        var email = Server.NewEmail();
        var device = DeviceOf(await RegisterAsync(email, Firefox, "192.0.2.1"));
        for (var i = 0; i < 6; i++)
        {
            (await LoginAsync(email, "wrong", new Place(Chrome, $"198.51.100.{i}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await LoginAsync(email, Password, new Place(Chrome, "203.0.113.1"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the account is locked");
        (await LoginAsync(email, Password, new Place(Chrome, "203.0.113.1", KnownDevice: new string('x', 43)))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await LoginAsync(email, Password, new Place(Firefox, "192.0.2.200", device))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_device_of_the_owner_has_five_guesses_of_its_own()
    {
        var email = Server.NewEmail();
        var device = DeviceOf(await RegisterAsync(email, Firefox, "192.0.2.1"));
        var place = new Place(Firefox, "192.0.2.1", device);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => LoginAsync(email, "wrong", place)));

        (await LoginAsync(email, Password, place)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Server.Mail.WaitForAsync(email, "Several wrong passwords");
    }

    [Test]
    public async Task A_device_of_one_person_is_no_device_of_another()
    {
        var device = DeviceOf(await RegisterAsync(Server.NewEmail(), Firefox, "192.0.2.1"));
        var email = Server.NewEmail();
        await RegisterAsync(email, Firefox, "192.0.2.1");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => LoginAsync(email, "wrong", new Place(Chrome, $"198.51.100.{i}"))));

        (await LoginAsync(email, Password, new Place(Firefox, "192.0.2.1", device))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Another_password_makes_strangers_of_all_devices_but_the_one_that_set_it()
    {
        var email = Server.NewEmail();
        var own = new Place(Firefox, "192.0.2.50", DeviceOf(await RegisterAsync(email, Firefox, "192.0.2.50")));
        var intruder = new Place(Chrome, "198.51.100.50");
        intruder = intruder with { KnownDevice = DeviceOf(await LoginAsync(email, Password, intruder)) };
        await (await SendAsync("/v1/auth/forgot-password", new { email }, own)).DataAsync();
        var code = Server.Mail.LatestCode(email);
        await (await SendAsync("/v1/auth/reset-password", new { email, code, newPassword = "battery-staple-2" }, own)).DataAsync();

        (await LoginAsync(email, "battery-staple-2", own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LoginAsync(email, "battery-staple-2", intruder)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Poll.UntilAsync(
            () => Server.Mail.To(email).Count(text => text.Contains("new device", StringComparison.Ordinal)) == 2, "a mail before and one after");
    }

    [Test]
    public async Task The_cookie_lives_long_and_no_script_reads_it()
    {
        var cookie = (await RegisterAsync(Server.NewEmail(), Firefox, "192.0.2.1")).Headers.GetValues("Set-Cookie")
            .Single(line => line.StartsWith("picora_device=", StringComparison.Ordinal));

        foreach (var attribute in new[] { "max-age=31536000", "path=/v1/auth", "secure", "samesite=lax", "httponly" })
        {
            cookie.ShouldContain(attribute);
        }
    }

    private async Task<HttpResponseMessage> RegisterAsync(string email, string program, string address)
    {
        var code = await Server.RequestCodeAsync(email);
        var response = await SendAsync("/v1/auth/register", new { email, password = Password, code }, new Place(program, address));
        await response.DataAsync(HttpStatusCode.Created);
        return response;
    }

    private Task<HttpResponseMessage> LoginAsync(string email, string password, Place place) => SendAsync("/v1/auth/login", new { email, password }, place);

    private async Task<HttpResponseMessage> SendAsync(string route, object body, Place place)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("User-Agent", place.Program);
        request.Headers.Add("X-Forwarded-For", place.Address);
        if (place.KnownDevice is { } device)
        {
            request.Headers.Add("Cookie", $"picora_device={device}");
        }

        return await Server.CreateClient().SendAsync(request);
    }

    private static string DeviceOf(HttpResponseMessage signedIn) => signedIn.Headers.GetValues("Set-Cookie")
        .Single(cookie => cookie.StartsWith("picora_device=", StringComparison.Ordinal)).Split('=', ';')[1];

    private sealed record Place(string Program, string Address, string? KnownDevice = null);
}

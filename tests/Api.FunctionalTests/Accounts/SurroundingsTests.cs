using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

/// <summary>What accounts share with the world around the server: mail servers, proxies, key files.</summary>
[Category(TestCategories.OneEngine)]
public class SurroundingsTests
{
    [Test]
    public async Task Codes_go_to_the_configured_mail_server()
    {
        await using var sink = new SmtpSink();
        await using var server = await PicoraServer.StartAsync(
            "--Picora:Mail:Host=127.0.0.1", $"--Picora:Mail:Port={sink.Port}", "--Picora:Mail:StartTls=false", "--Picora:Mail:From=host@example.org");

        await (await SendCodeAsync(server, server.NewEmail())).DataAsync();

        var message = sink.Messages.Single();
        message.ShouldContain("From: Picora <host@example.org>");
        message.ShouldContain("To: person1@example.org");
        Directory.Exists(Path.Combine(server.DataFolder, "mail")).ShouldBeFalse();
    }

    [TestCase(null, 2)]
    [TestCase("127.0.0.0/8", 6)]
    public async Task Forwarded_addresses_count_only_from_configured_proxies(string? proxy, int served)
    {
        string[] settings = ["--Picora:Accounts:Codes:PerNetworkHour=2", .. proxy is null ? Array.Empty<string>() : [$"--Picora:Proxies:0={proxy}"]];
        await using var server = await PicoraServer.StartAsync(settings);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add((await SendCodeAsync(server, server.NewEmail(), $"203.0.113.{i}")).StatusCode);
        }

        answers.Count(status => status == HttpStatusCode.OK).ShouldBe(served);
    }

    [Test]
    public async Task Addresses_of_one_ipv6_network_count_as_one()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Accounts:Codes:PerNetworkHour=1", "--Picora:Proxies:0=127.0.0.1");

        (await SendCodeAsync(server, server.NewEmail(), "2001:db8:1:2::1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendCodeAsync(server, server.NewEmail(), "2001:db8:1:2:ffff::9")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await SendCodeAsync(server, server.NewEmail(), "2001:db8:1:3::1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_new_signing_key_signs_and_the_old_one_still_verifies()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Urls:Api=https://api.example.org");
        var before = await server.SignUpAsync();
        using var rsa = RSA.Create(2048);
        var file = Path.Combine(server.DataFolder, "keys", "jwt", "newer.pem");
        await File.WriteAllTextAsync(file, rsa.ExportPkcs8PrivateKeyPem());
        await server.RestartAsync();

        var after = await server.SignUpAsync();

        KeyId(after.AccessToken).ShouldBe("newer");
        KeyId(before.AccessToken).ShouldNotBe("newer");
        (await server.CreateClient(before.AccessToken).GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static string KeyId(string token) =>
        (string)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0]))!["kid"]!;

    private static async Task<HttpResponseMessage> SendCodeAsync(PicoraServer server, string email, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/auth/send-code") { Content = JsonContent.Create(new { email, type = "register" }) };
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        return await server.CreateClient().SendAsync(request);
    }
}

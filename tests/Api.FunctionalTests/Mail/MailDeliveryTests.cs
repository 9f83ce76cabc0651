using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Mail;

/// <summary>Mails on their way to a real mail server: what arrives, what is tried again, and what operators see of the rest.</summary>
public sealed partial class MailDeliveryTests
{
    private string folder = string.Empty;
    private MailServer mail = null!;
    private PicoraServer server = null!;
    private HttpClient administrator = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (MailServer.Missing is { } reason)
        {
            Assert.Ignore(reason);
        }

        var (certificate, key) = MailServer.NewCertificate();
        mail = await MailServer.StartAsync(new { cert = certificate, key, user = "picora", password = "geheim & lang" });
        folder = Directory.CreateTempSubdirectory("picora-mail-").FullName;
        var trusted = Path.Combine(folder, "trusted.pem");
        await File.WriteAllTextAsync(trusted, certificate);
        server = await PicoraServer.StartAsync(
            "--Picora:Mail:Host=127.0.0.1", $"--Picora:Mail:Port={mail.Port}", "--Picora:Mail:User=picora", "--Picora:Mail:Password=geheim & lang",
            "--Picora:Mail:From=host@picora.example", $"--Picora:Mail:TrustedCertificates={trusted}", "--Picora:Jobs:PollSeconds=1");
        administrator = await SignUpAsync("root@example.org");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        if (mail is not null)
        {
            await mail.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_mail_arrives_encrypted_signed_in_and_readable_as_text_and_as_a_page()
    {
        await SendCodeAsync("one@example.org");

        var sent = await mail.WaitForAsync("one@example.org");
        (sent.Text("from"), sent.Text("user"), sent.GetProperty("secure").GetBoolean()).ShouldBe(("host@picora.example", "picora", true));
        (sent.Text("subject"), sent.Text("autoSubmitted")).ShouldBe(("Your Picora verification code", "auto-generated"));
        sent.Text("messageId").ShouldMatch("^<[A-Za-z0-9_-]{21}@picora.example>$");
        sent.GetProperty("date").GetDateTimeOffset().ShouldBe(server.Clock.GetUtcNow(), TimeSpan.FromHours(1));
        var code = Code().Match(sent.Text("text")).Value;
        sent.Text("html").ShouldContain($">{code}</p>");
        sent.Text("html").ShouldContain("<html lang=\"en\">");
        sent.Text("html").ShouldNotContain("src=");
        sent.Text("raw").ShouldContain("Content-Type: multipart/alternative");
    }

    [Test]
    public async Task A_mail_in_chinese_arrives_as_it_was_written()
    {
        await SendCodeAsync("two@example.org", "zh-CN");

        var sent = await mail.WaitForAsync("two@example.org");
        sent.Text("subject").ShouldBe("您的 Picora 验证码");
        sent.Text("text").ShouldContain("5 分钟内有效，只能使用一次。");
        sent.Text("html").ShouldContain("<html lang=\"zh-CN\">");
        sent.Text("raw").All(char.IsAscii).ShouldBeTrue();
    }

    [Test]
    public async Task A_mail_that_was_put_off_is_sent_later()
    {
        await SendCodeAsync("busy2@example.org");
        (await JobAsync("waiting", "Try again later")).GetProperty("attempts").GetInt32().ShouldBe(1);

        await Poll.UntilAsync(
            () =>
            {
                server.Clock.Advance(TimeSpan.FromSeconds(1));
                return mail.Mails.Any(sent => sent.Text("to") == "busy2@example.org");
            },
            "the third attempt");
    }

    [Test]
    public async Task A_mail_that_was_refused_is_shown_to_operators_who_may_try_again()
    {
        await SendCodeAsync("gone@example.org");

        var job = await JobAsync("failed", "No such person here");
        (job.Text("kind"), job.GetProperty("attempts").GetInt32()).ShouldBe(("mail", 1));
        job.Text("lastError").ShouldStartWith("MAIL_REFUSED: ");

        (await administrator.PostAsync($"/v1/admin/jobs/{job.Text("id")}/retry", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await JobAsync("failed", "No such person here");
    }

    [Test]
    public async Task A_refusal_after_the_data_counts_too()
    {
        await SendCodeAsync("large@example.org");

        await JobAsync("failed", "Too much");
    }

    [Test]
    public async Task Who_asks_for_a_code_learns_nothing_of_how_the_mail_went()
    {
        var bodies = new List<string>();
        foreach (var email in new[] { "gone2@example.org", "busy9@example.org", "fine@example.org" })
        {
            bodies.Add(await (await server.CreateClient().PostAsJsonAsync("/v1/auth/send-code", new { email, type = "reset_password" })).Content.ReadAsStringAsync());
        }

        bodies.Distinct().Count().ShouldBe(1);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string route, object body) => await client.PostAsJsonAsync(route, body);

    private async Task<HttpClient> SignUpAsync(string email)
    {
        await SendCodeAsync(email);
        var code = Code().Match((await mail.WaitForAsync(email)).Text("text")).Value;
        var response = await PostAsync(server.CreateClient(), "/v1/auth/login/code", new { email, code });
        return server.CreateClient((await response.DataAsync()).Text("accessToken"));
    }

    private async Task SendCodeAsync(string email, string language = "en")
    {
        var client = server.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        await (await PostAsync(client, "/v1/auth/send-code", new { email, type = "register" })).DataAsync();
    }

    private async Task<JsonElement> JobAsync(string state, string error)
    {
        JsonElement found = default;
        await Poll.UntilAsync(
            async () =>
            {
                var jobs = await (await administrator.GetAsync($"/v1/admin/jobs?state={state}")).DataAsync();
                found = jobs.GetProperty("items").EnumerateArray()
                    .FirstOrDefault(job => job.GetProperty("lastError").GetString()?.Contains(error, StringComparison.Ordinal) == true);
                return found.ValueKind == JsonValueKind.Object;
            },
            $"a {state} mail with '{error}'");
        return found;
    }

    [GeneratedRegex("^[0-9]{6}$", RegexOptions.Multiline)]
    private static partial Regex Code();
}

using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Mail;

/// <summary>Mail servers that are not what the settings say, and what lies in the database meanwhile.</summary>
[Category(TestCategories.OneEngine)]
public sealed class MailSecurityTests
{
    [SetUp]
    public void CheckServer()
    {
        if (MailServer.Missing is { } reason)
        {
            Assert.Ignore(reason);
        }
    }

    [TestCase("no STARTTLS", true, false)]
    [TestCase("certificate", false, true)]
    public async Task A_mail_waits_rather_than_going_to_a_server_that_is_not_safe(string error, bool hideStartTls, bool certificate)
    {
        var (cert, key) = certificate ? MailServer.NewCertificate() : (null, null);
        await using var mail = await MailServer.StartAsync(new { cert, key, hideStartTls });
        await using var server = await StartAsync(mail, "--Picora:Mail:StartTls=true");

        await SendCodeAsync(server);

        mail.Mails.ShouldBeEmpty();
        await Poll.UntilAsync(
            () => server.Logs.Lines.Any(line => line.Contains("was not sent", StringComparison.Ordinal) && line.Contains(error, StringComparison.Ordinal)),
            "the log to say why");
    }

    [Test]
    public async Task A_connection_may_be_encrypted_from_its_first_byte_on()
    {
        var (cert, key) = MailServer.NewCertificate();
        await using var mail = await MailServer.StartAsync(new { cert, key, implicitTls = true, user = "picora", password = "secret", methods = new[] { "LOGIN" } });
        var folder = Directory.CreateTempSubdirectory("picora-mail-");
        try
        {
            var trusted = Path.Combine(folder.FullName, "trusted.pem");
            await File.WriteAllTextAsync(trusted, cert);
            await using var server = await StartAsync(
                mail, "--Picora:Mail:ImplicitTls=true", $"--Picora:Mail:TrustedCertificates={trusted}", "--Picora:Mail:User=picora", "--Picora:Mail:Password=secret");

            await SendCodeAsync(server);

            var sent = await mail.WaitForAsync("person1@example.org");
            (sent.GetProperty("secure").GetBoolean(), sent.Text("user")).ShouldBe((true, "picora"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Where_nothing_is_demanded_the_connection_is_encrypted_if_the_server_can()
    {
        var (cert, key) = MailServer.NewCertificate();
        await using var mail = await MailServer.StartAsync(new { cert, key });
        await using var server = await StartAsync(mail, "--Picora:Mail:StartTls=false");

        await SendCodeAsync(server);

        (await mail.WaitForAsync("person1@example.org")).GetProperty("secure").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task A_mail_that_waits_cannot_be_read_in_the_database_and_outlives_a_restart_but_not_its_code()
    {
        int port;
        await using (var gone = new SmtpSink())
        {
            port = gone.Port;
        }

        await using var server = await PicoraServer.StartAsync(
            "--Picora:Mail:Host=127.0.0.1", $"--Picora:Mail:Port={port}", "--Picora:Mail:StartTls=false", "--Picora:Jobs:PollSeconds=1");
        await SendCodeAsync(server);
        await server.RestartAsync();

        (await server.ExecuteSqlAsync("UPDATE \"outbox_mails\" SET \"LastError\" = \"LastError\" WHERE \"State\" = 'Waiting'")).ShouldBe(1);
        foreach (var file in Directory.GetFiles(server.DataFolder, "picora.db*"))
        {
            var bytes = await ReadSharedAsync(file);
            bytes.AsSpan().IndexOf("It is valid for"u8).ShouldBe(-1, file);
            bytes.AsSpan().IndexOf("verification code"u8).ShouldBe(-1, file);
        }

        server.Clock.Advance(TimeSpan.FromMinutes(6));
        await Poll.UntilAsync(
            async () => await server.ExecuteSqlAsync("UPDATE \"outbox_mails\" SET \"LastError\" = \"LastError\" WHERE \"State\" = 'Failed'") == 1,
            "the mail to be given up");
    }

    private static Task<PicoraServer> StartAsync(MailServer mail, params string[] settings) =>
        PicoraServer.StartAsync(["--Picora:Mail:Host=127.0.0.1", $"--Picora:Mail:Port={mail.Port}", .. settings]);

    private static async Task SendCodeAsync(PicoraServer server) =>
        await (await server.CreateClient().PostAsJsonAsync("/v1/auth/send-code", new { email = server.NewEmail(), type = "register" })).DataAsync();

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory);
        return memory.ToArray();
    }
}

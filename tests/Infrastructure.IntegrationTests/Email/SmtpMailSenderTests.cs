using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Infrastructure.Email;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Email;

/// <summary>What a message says must arrive letter by letter, whatever the letters: read back by somebody else's parser.</summary>
public sealed class SmtpMailSenderTests
{
    private MailServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (MailServer.Missing is { } reason)
        {
            Assert.Ignore(reason);
        }

        server = await MailServer.StartAsync(new { hideStartTls = true });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    [TestCase("dots", ".\n..\n.dot\nend\n.", "A line of dots ends nothing")]
    [TestCase("breaks", "first\r\nsecond\nthird\n\nfourth", "Lines end in one way")]
    [TestCase("long", "long", "A line of thousands of letters, and a subject that is longer than any line of a header may be, which is why it is folded")]
    [TestCase("wide", "Grüße, 世界 👋🏽 \u00a0 \u200f עברית", "Schöne Grüße aus der 世界 👋🏽, 您的一个登录凭证被重复使用，可能已被他人复制，请重新登录")]
    [TestCase("odd", "tab\tand = and =3D and trailing spaces   \nand <b>marks</b> & \"quotes\"", "=?utf-8?B?no?= encoded word, <b>no</b> mark")]
    public async Task A_text_arrives_as_it_was_written(string name, string body, string subject)
    {
        var text = name == "long" ? string.Concat(Enumerable.Repeat("many letters ", 500)) + "end" : body;
        var email = $"{name}@example.org";

        (await SenderTo(server.Port).SendAsync(new MailMessage(email, subject, text), CancellationToken.None)).IsSuccess.ShouldBeTrue();

        var sent = await server.WaitForAsync(email);
        sent.Text("text").TrimEnd('\n').ShouldBe(text.ReplaceLineEndings("\n"));
        sent.Text("subject").ShouldBe(subject);
        sent.Text("raw").Split("\r\n").ShouldAllBe(line => line.Length <= 78);
        sent.Text("html").ShouldNotContain("<b>");
    }

    [Test]
    public async Task The_same_message_keeps_its_name_when_it_is_sent_again()
    {
        var message = new MailMessage("again@example.org", "Twice", "One text");
        for (var i = 0; i < 2; i++)
        {
            (await SenderTo(server.Port).SendAsync(message, CancellationToken.None)).IsSuccess.ShouldBeTrue();
        }

        server.Mails.Where(mail => mail.Text("to") == message.To).Select(mail => mail.Text("messageId")).ShouldBe([$"<{message.Id}@example.com>", $"<{message.Id}@example.com>"]);
    }

    [Test]
    public async Task A_server_that_is_silent_is_given_up()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();

        var sent = await SenderTo(((System.Net.IPEndPoint)silent.LocalEndpoint).Port, timeout: 1)
            .SendAsync(new MailMessage("nobody@example.org", "Subject", "Body"), CancellationToken.None);

        sent.Error!.Code.ShouldBe("MAIL_UNAVAILABLE");
        sent.Error.Message.ShouldEndWith("took too long.");
    }

    private static SmtpMailSender SenderTo(int port, int timeout = 60) => new(
        Options.Create(new MailOptions { Host = "127.0.0.1", Port = port, From = "picora@example.com", StartTls = false, TimeoutSeconds = timeout }),
        TimeProvider.System,
        NullLogger<SmtpMailSender>.Instance);
}

using System.Net.Security;
using System.Text;
using Picora.Domain;

namespace Picora.Infrastructure.Email;

/// <summary>Signs in at a mail server and hands one message over. Each step answers what went wrong, or null.</summary>
internal sealed class SmtpSession(SmtpConnection connection, MailOptions options, Func<SslClientAuthenticationOptions> encryption)
{
    private const int AuthenticationRequired = 530;

    private IReadOnlyList<string> extensions = [];

    public async Task<Error?> SendAsync(string to, byte[] message, CancellationToken cancellationToken) =>
        await GreetAsync(cancellationToken)
        ?? await SignInAsync(cancellationToken)
        ?? await HandOverAsync($"MAIL FROM:<{options.From}>", cancellationToken)
        ?? await HandOverAsync($"RCPT TO:<{to}>", cancellationToken)
        ?? await HandOverAsync("DATA", cancellationToken)
        ?? Verdict(await connection.SendAsync(message, cancellationToken));

    private static Error Unavailable(string what) => new(ErrorKind.Unavailable, "MAIL_UNAVAILABLE", what);

    // Before the message, whatever the server dislikes is a matter of settings, and those can be mended: only later is a "never" one.
    private static Error? Trouble(SmtpReply reply) => reply.Code is >= 200 and < 400 ? null : Unavailable($"The mail server said: {reply}");

    private static Error? Verdict(SmtpReply reply) => reply.Code is >= 500 and not AuthenticationRequired
        ? new Error(ErrorKind.Validation, "MAIL_REFUSED", $"The mail server said: {reply}")
        : Trouble(reply);

    private async Task<Error?> GreetAsync(CancellationToken cancellationToken)
    {
        if (options.ImplicitTls)
        {
            await connection.EncryptAsync(encryption(), cancellationToken);
        }

        var trouble = Trouble(await connection.ListenAsync(cancellationToken)) ?? await HelloAsync(cancellationToken);
        if (trouble is not null || connection.IsEncrypted)
        {
            return trouble;
        }

        if (!extensions.Contains("STARTTLS", StringComparer.OrdinalIgnoreCase))
        {
            return options.StartTls ? Unavailable("The mail server offers no STARTTLS, which the setting Picora:Mail:StartTls demands.") : null;
        }

        trouble = Trouble(await connection.SayAsync("STARTTLS", cancellationToken));
        if (trouble is null)
        {
            await connection.EncryptAsync(encryption(), cancellationToken);
        }

        // What was offered in the clear counts no more.
        return trouble ?? await HelloAsync(cancellationToken);
    }

    private async Task<Error?> HelloAsync(CancellationToken cancellationToken)
    {
        var reply = await connection.SayAsync($"EHLO {connection.OwnName}", cancellationToken);
        extensions = [.. reply.Lines.Skip(1)];
        return Trouble(reply);
    }

    private async Task<Error?> SignInAsync(CancellationToken cancellationToken)
    {
        if (options.User.Length == 0)
        {
            return null;
        }

        var offered = extensions.FirstOrDefault(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))?.Split(' ') ?? [];
        if (offered.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            return Trouble(await connection.SayAsync($"AUTH PLAIN {Base64($"\0{options.User}\0{options.Password}")}", cancellationToken));
        }

        return offered.Contains("LOGIN", StringComparer.OrdinalIgnoreCase)
            ? Trouble(await connection.SayAsync("AUTH LOGIN", cancellationToken))
                ?? Trouble(await connection.SayAsync(Base64(options.User), cancellationToken))
                ?? Trouble(await connection.SayAsync(Base64(options.Password), cancellationToken))
            : Unavailable("The mail server offers no way to sign in that this server knows (PLAIN, LOGIN).");
    }

    private async Task<Error?> HandOverAsync(string command, CancellationToken cancellationToken) =>
        Verdict(await connection.SayAsync(command, cancellationToken));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

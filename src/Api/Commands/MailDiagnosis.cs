using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Picora.Infrastructure.Email;

namespace Picora.Api.Commands;

/// <summary>Whether the mail server can be reached. Nothing is sent.</summary>
internal static class MailDiagnosis
{
    private const string Name = "mail";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<Diagnosis> LookAsync(IServiceProvider services, CancellationToken stop)
    {
        var mail = services.GetRequiredService<IOptions<MailOptions>>().Value;
        if (mail.Host.Length == 0)
        {
            return Diagnosis.Warn(Name, "No SMTP server is set: each mail becomes a file in the data folder.");
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);
            using var client = new TcpClient();
            await client.ConnectAsync(mail.Host, mail.Port, patience.Token);
            return Diagnosis.Ok(Name, $"{mail.Host}:{mail.Port} takes connections; mails come from {mail.From}.");
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return Diagnosis.Bad(Name, $"{mail.Host}:{mail.Port} cannot be reached.");
        }
    }
}

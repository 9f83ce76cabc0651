using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Picora.Testing;

/// <summary>A real mail server (smtp-server for Node.js) as a process of its own, which parses what it is sent.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private const string Ready = "ready ";
    private static readonly string Script = Path.Combine(Root(), "build", "mail-peer", "server.js");

    private readonly Process process;
    private readonly ConcurrentQueue<JsonElement> mails = new();
    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reading;

    private MailServer(object settings)
    {
        var start = new ProcessStartInfo("node", [Script, JsonSerializer.Serialize(settings)]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        process = Process.Start(start)!;
        reading = ReadAsync();
    }

    /// <summary>Why no mail server can be started here; null when one can.</summary>
    public static string? Missing => Directory.Exists(Path.Combine(Path.GetDirectoryName(Script)!, "node_modules"))
        ? null
        : "smtp-server is not installed; run build/lib/mail-peer.sh";

    public int Port { get; private set; }

    /// <summary>What was taken so far, as the parser understood it.</summary>
    public IReadOnlyCollection<JsonElement> Mails => mails;

    /// <param name="settings">As build/mail-peer/server.js describes them.</param>
    public static async Task<MailServer> StartAsync(object settings)
    {
        var server = new MailServer(settings);
        server.Port = await server.port.Task.WaitAsync(Poll.Patience);
        return server;
    }

    /// <summary>A certificate of its own making for 127.0.0.1, and its key, as PEM texts.</summary>
    public static (string Certificate, string Key) NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mail server of a test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Waits for the mail to an address.</summary>
    public async Task<JsonElement> WaitForAsync(string email)
    {
        await Poll.UntilAsync(() => mails.Any(mail => mail.Text("to") == email), $"a mail to {email}");
        return mails.First(mail => mail.Text("to") == email);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                port.TrySetResult(int.Parse(line.AsSpan(Ready.Length), CultureInfo.InvariantCulture));
            }
            else
            {
                mails.Enqueue(JsonDocument.Parse(line).RootElement);
            }
        }

        port.TrySetException(new InvalidOperationException("The mail server ended before it was ready."));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Picora.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}

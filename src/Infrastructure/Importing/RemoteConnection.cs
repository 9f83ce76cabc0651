using System.Net;
using System.Security.Cryptography.X509Certificates;
using Picora.Application.Media.Arrivals;

namespace Picora.Infrastructure.Importing;

/// <summary>One import's own HTTP client. It carries nothing from one server to the next, follows nothing and unpacks nothing by itself.</summary>
internal sealed class RemoteConnection : IDisposable
{
    private const int MaxHeaderKilobytes = 32;

    private readonly HttpMessageInvoker client;
    private readonly CancellationTokenSource deadline;
    private readonly ImportOptions options;
    private HttpResponseMessage? last;

    public RemoteConnection(VettedConnections connections, ImportOptions options)
    {
        this.options = options;
        deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds));
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxResponseDrainSize = 0,
            ConnectTimeout = 2 * TimeSpan.FromSeconds(options.ConnectSeconds),
            ConnectCallback = (context, token) => connections.OpenAsync(context.DnsEndPoint, token),
        };
        // A certificate names addresses, too, from which the runtime would fetch what is missing, unvetted.
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        client = new HttpMessageInvoker(handler);
    }

    /// <summary>When the whole import has taken too long.</summary>
    public CancellationToken Deadline => deadline.Token;

    /// <summary>The head of the answer; the one before is given up.</summary>
    public async Task<HttpResponseMessage> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        last?.Dispose();
        last = null;
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version11 };
        request.Headers.UserAgent.ParseAdd("Picora");
        request.Headers.Accept.ParseAdd("*/*");
        request.Headers.AcceptEncoding.ParseAdd("identity");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Deadline);
        if (options.MinBytesPerSecond > 0)
        {
            patience.CancelAfter(TimeSpan.FromSeconds((2 * options.ConnectSeconds) + options.MinBytesGraceSeconds));
        }

        return last = await client.SendAsync(request, patience.Token);
    }

    public void Dispose()
    {
        last?.Dispose();
        client.Dispose();
        deadline.Dispose();
    }
}

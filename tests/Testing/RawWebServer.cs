using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Picora.Testing;

/// <summary>A web server that answers byte by byte what a test says, right or wrong.</summary>
public sealed class RawWebServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentBag<Task> talks = [];
    private readonly Task accepting;

    public RawWebServer(IPAddress? address = null, int port = 0)
    {
        listener = new TcpListener(address ?? IPAddress.Loopback, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>By path; what is not there is answered with 404.</summary>
    public ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> Answers { get; } = new(StringComparer.Ordinal);

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"http://{listener.LocalEndpoint}";

    /// <summary>The heads of all requests that came.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public void Redirect(string path, string location) => Reply(path, $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n", []);

    public void Serve(string path, byte[] body, string headers = "") =>
        Reply(path, $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{headers}Connection: close\r\n\r\n", body);

    public void Reply(string path, string head, byte[] body) => Answers[path] = async (stream, token) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), token);
        await stream.WriteAsync(body, token);
    };

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(talks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            await using var stream = client.GetStream();
            var head = await ReadHeadAsync(stream);
            requests.Enqueue(head);
            var path = head.Split(' ') is [_, var target, ..] ? target.Split('?')[0] : string.Empty;
            var answer = Answers.GetValueOrDefault(path, (body, token) => body.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token).AsTask());
            await answer(stream, stop.Token);
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stop.Token) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Picora.Api.FunctionalTests.Uploads;

/// <summary>A plain TCP connection to a server, for requests that no decent client sends.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private readonly TcpClient client = new();
    private NetworkStream stream = null!;

    public static async Task<RawConnection> OpenAsync(string url)
    {
        var connection = new RawConnection();
        var address = new Uri(url);
        await connection.client.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
        connection.stream = connection.client.GetStream();
        return connection;
    }

    public Task SendAsync(string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes).AsTask();

    /// <summary>Says that nothing more comes, and still listens.</summary>
    public void EndSending() => client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Whether an answer has begun to arrive, or the server has hung up.</summary>
    public bool HasAnswer => client.Client.Poll(0, SelectMode.SelectRead);

    /// <summary>The answer until the connection ends, or as much of it as the client got before the connection broke.</summary>
    public async Task<string> ReadAnswerAsync()
    {
        using var answer = new MemoryStream();
        var buffer = new byte[16 * 1024];
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (await stream.ReadAsync(buffer, deadline.Token) is var read and > 0)
            {
                answer.Write(buffer, 0, read);
            }
        }
        catch (IOException)
        {
            // The server may cut the line once it has answered.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>The status line's number.</summary>
    public async Task<int> ReadStatusAsync()
    {
        var buffer = new byte["HTTP/1.1 100".Length];
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await stream.ReadExactlyAsync(buffer, deadline.Token);
        return int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), null);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}

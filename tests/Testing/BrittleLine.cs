using System.Net;
using System.Net.Sockets;

namespace Picora.Testing;

/// <summary>A way to a server that breaks when the test says so.</summary>
public sealed class BrittleLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Uri target;
    private readonly Task accepting;
    private CancellationTokenSource cut = new();
    private long answerBytes = long.MaxValue;
    private int breaks;

    public BrittleLine(string target)
    {
        this.target = new Uri(target);
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Url => $"http://{listener.LocalEndpoint}";

    /// <summary>Whether connections are closed as soon as they are opened. Becoming so cuts those that there are.</summary>
    public bool IsDown
    {
        get;
        set
        {
            field = value;
            if (value)
            {
                Interlocked.Exchange(ref cut, new CancellationTokenSource()).Cancel();
            }
        }
    }

    /// <summary>Whether nothing comes back any more, though the connections stay.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Cuts so many connections as soon as so many bytes of answers have come over each.</summary>
    public void BreakAnswers(int times, long bytes)
    {
        Volatile.Write(ref answerBytes, bytes);
        Volatile.Write(ref breaks, times);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await cut.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            if (IsDown)
            {
                client.Dispose();
            }
            else
            {
                _ = CarryAsync(client, cut.Token);
            }
        }
    }

    private async Task CarryAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(target.Host, target.Port, cancellationToken);
                var there = client.GetStream().CopyToAsync(server.GetStream(), cancellationToken);
                await Task.WhenAny(there, AnswerAsync(server.GetStream(), client.GetStream(), cancellationToken));
            }
            catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
            {
                // The test wanted it, or the server has closed.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream from, NetworkStream to, CancellationToken cancellationToken)
    {
        var (buffer, carried) = (new byte[16 * 1024], 0L);
        while (await from.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            carried += read;
            if (carried > Volatile.Read(ref answerBytes) && Interlocked.Decrement(ref breaks) >= 0)
            {
                return;
            }

            await (IsSilent ? new TaskCompletionSource().Task.WaitAsync(cancellationToken) : Task.CompletedTask);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Picora.Testing;

/// <summary>Ports for servers that must be told theirs before they start.</summary>
internal static class Ports
{
    // Below those that the system gives out by itself: nobody takes one between the look and the start, or while its server is away.
    private const int Lowest = 10_000;
    private const int Highest = 30_000;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>One that is free on 127.0.0.1, and that is given out only once by this process.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                if (Given.TryAdd(port, true))
                {
                    return port;
                }
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}

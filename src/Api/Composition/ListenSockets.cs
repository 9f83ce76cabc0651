using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Picora.Api.Composition;

/// <summary>
/// The sockets at which the web server listens. When one is closed, the system resets the connections that it has let in and that nobody has
/// taken from its queue, and a proxy that has sent a POST on one of them cannot know whether it was heard. So the door is locked first, and
/// closed when nobody stands behind it any more: without an answer to its knocking a proxy tries again, finds the door closed, and goes elsewhere.
/// </summary>
internal sealed partial class ListenSockets(ILogger<ListenSockets> logger)
{
    // Of Linux, on all processors that .NET runs on.
    private const int SocketLevel = 1;
    private const int AttachFilter = 26;

    private const int InstructionBytes = 8;

    // Drops the first packet of each new connection and nothing else: load the flags of the TCP header, keep SYN and ACK, is it SYN alone?
    private static readonly (ushort Code, byte IfSo, byte IfNot, uint Value)[] Filter =
    [
        (0x30, 0, 0, 13),
        (0x54, 0, 0, 0x12),
        (0x15, 0, 1, 0x02),
        (0x06, 0, 0, 0),
        (0x06, 0, 0, uint.MaxValue),
    ];

    private readonly ConcurrentBag<Socket> sockets = [];

    public Socket Open(EndPoint endPoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        sockets.Add(socket);
        return socket;
    }

    /// <summary>Has the system leave new connections unanswered. Those that it has let in already come through.</summary>
    public void Refuse()
    {
        foreach (var socket in OperatingSystem.IsLinux() ? sockets.Where(socket => socket.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6) : [])
        {
            try
            {
                Attach(socket);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                LogNotLocked(exception);
            }
        }
    }

    private static void Attach(Socket socket)
    {
        var program = new byte[Filter.Length * InstructionBytes];
        for (var at = 0; at < Filter.Length; at++)
        {
            var instruction = program.AsSpan(at * InstructionBytes);
            MemoryMarshal.Write(instruction, Filter[at].Code);
            (instruction[2], instruction[3]) = (Filter[at].IfSo, Filter[at].IfNot);
            MemoryMarshal.Write(instruction[4..], Filter[at].Value);
        }

        var instructions = Marshal.AllocHGlobal(program.Length);
        try
        {
            Marshal.Copy(program, 0, instructions, program.Length);
            // struct sock_fprog: how many instructions, and where they are.
            var described = new byte[2 * IntPtr.Size];
            MemoryMarshal.Write(described, (ushort)Filter.Length);
            MemoryMarshal.Write(described.AsSpan(IntPtr.Size), instructions);
            socket.SetRawSocketOption(SocketLevel, AttachFilter, described);
        }
        finally
        {
            Marshal.FreeHGlobal(instructions);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "New connections cannot be left unanswered on this system; a proxy may see some reset")]
    private partial void LogNotLocked(Exception exception);
}

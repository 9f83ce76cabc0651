using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Picora.Benchmarks;

/// <summary>A server that runs until it is disposed. What it says goes to a file, as in a service.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    /// <summary>Starts it and waits until something listens on the port.</summary>
    public static async Task<ServerProcess> StartAsync(string program, IReadOnlyList<string> arguments, int port, string log)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log, program, .. arguments]);
        start.Environment["NODE_ENV"] = "production";
        var server = new ServerProcess(Process.Start(start)!);
        var started = Stopwatch.GetTimestamp();
        using var pause = new PeriodicTimer(Pause);
        while (!await ListensAsync(port))
        {
            if (server.process.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
            {
                server.Dispose();
                throw new InvalidOperationException($"{program} does not listen on port {port}: {await File.ReadAllTextAsync(log)}");
            }

            await pause.WaitForNextTickAsync();
        }

        return server;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

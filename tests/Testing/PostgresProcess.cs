using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Picora.Testing;

/// <summary>A PostgreSQL server of this process, which ends with it and takes its folder along.</summary>
public sealed class PostgresProcess : IDisposable
{
    private const int Attempts = 3;

    private readonly Process keeper;

    private PostgresProcess(Process keeper, int port)
    {
        this.keeper = keeper;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=picora;Database=postgres";
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(keeper);
    }

    /// <summary>Whether PostgreSQL is installed here.</summary>
    public static bool IsInstalled => FindPrograms() is not null;

    public string ConnectionString { get; }

    /// <summary>The folder with the server's programs, the newest version first; null when none is installed.</summary>
    internal static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(Path.GetDirectoryName(folder)), out var major) ? major : 0)
                .FirstOrDefault()
            : null;

    public static async Task<PostgresProcess> StartAsync()
    {
        var programs = FindPrograms() ?? throw new InvalidOperationException(
            $"No PostgreSQL is installed under /usr/lib/postgresql, and {PostgresServer.Variable} names no server.");
        for (var attempt = 1; ; attempt++)
        {
            // Somebody else may take the port between the look and the start: hence more than one attempt.
            var port = Ports.Free();
            var keeper = Process.Start(Keeper(programs, port))!;
            var errors = keeper.StandardError.ReadToEndAsync();
            if (await keeper.StandardOutput.ReadLineAsync() == "ready")
            {
                return new PostgresProcess(keeper, port);
            }

            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {await errors}");
            }
        }
    }

    /// <summary>Restarts the server at the same port; whoever is connected is thrown out.</summary>
    public async Task RestartAsync()
    {
        await keeper.StandardInput.WriteLineAsync("restart");
        await keeper.StandardInput.FlushAsync();
        if (await keeper.StandardOutput.ReadLineAsync() != "ready")
        {
            throw new InvalidOperationException("PostgreSQL did not start again.");
        }
    }

    public void Dispose() => Stop(keeper);

    // In a session of its own, so that Ctrl-C in the terminal reaches the tests alone and the keeper can still tidy up after them.
    private static ProcessStartInfo Keeper(string programs, int port)
    {
        var folder = Path.Combine(Path.GetTempPath(), "picora-pg-" + Guid.NewGuid().ToString("N")[..12]);
        var script = Path.Combine(AppContext.BaseDirectory, "postgres-server.sh");
        // The server refuses to run as root; Debian's package brings a user for it, who may not be able to read the script.
        string[] user = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[.. user, "sh", "-c", File.ReadAllText(script), "sh", programs, folder, $"{port}"])
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static void Stop(Process keeper)
    {
        // Closing what is closed does nothing.
        keeper.StandardInput.Close();
        keeper.WaitForExit(TimeSpan.FromSeconds(10));
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Picora.Testing;

/// <summary>The built server as a process of its own, which can be killed and started again on the same data. Tests talk to it by HTTP only.</summary>
public sealed class PicoraProcess : IPicoraHost, IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";
    private const string WorkerAnnouncement = "Application started";
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    private readonly TestDatabase? ownDatabase;
    private readonly string[] command;
    private readonly IReadOnlyDictionary<string, string> environment;
    private string[] settings;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentBag<HttpClient> clients = [];
    private readonly MailFolder mail;
    private Process? process;
    private Task reading = Task.CompletedTask;
    private int people;

    private PicoraProcess(TestDatabase database, bool ownsDatabase, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        (ownDatabase, this.environment, DataFolder) = (ownsDatabase ? database : null, environment, Directory.CreateTempSubdirectory("picora-test-").FullName);
        command = [.. arguments.TakeWhile(argument => !argument.StartsWith('-'))];
        this.settings =
        [
            // The address that tokens name must outlive a restart, the port does not.
            "--urls=http://127.0.0.1:0", "--Picora:Urls:Api=http://picora.test", "--Picora:Accounts:Codes:PerAddressMinute=100000",
            "--Picora:Accounts:Codes:PerNetworkHour=100000", "--Picora:Imaging:WarmStart=false",
            $"--Picora:DataFolder={DataFolder}", .. WideRateLimits.Settings, .. database.Settings, .. arguments[command.Length..],
        ];
        mail = new MailFolder(DataFolder);
    }

    public string DataFolder { get; }

    /// <summary>As on its command line: for the commands that are to work on the same data.</summary>
    public IReadOnlyList<string> Settings => settings;

    public string Url { get; private set; } = string.Empty;

    /// <summary>What the server has written so far, over all its starts.</summary>
    public string Output => string.Join(Environment.NewLine, output);

    public int Id => process!.Id;

    /// <summary>Whether it runs, as far as nobody has ended it.</summary>
    public bool IsRunning => process is { HasExited: false };

    private bool IsWorker => command is ["worker"];

    /// <param name="settings">As on the command line: <c>--Picora:Section:Name=value</c>.</param>
    public static Task<PicoraProcess> StartAsync(params string[] settings) => StartAsync(None, settings);

    /// <param name="environment">Variables beside those of the test.</param>
    public static async Task<PicoraProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var server = new PicoraProcess(database, ownsDatabase: true, environment, settings);
        await database.PlaceAsync(server.DataFolder);
        return await StartedAsync(server);
    }

    /// <summary>A server among others on a database, with a data folder of its own. With <c>worker</c> as the first argument, one that serves nobody.</summary>
    public static Task<PicoraProcess> StartNodeAsync(TestDatabase database, params string[] arguments) =>
        StartedAsync(new PicoraProcess(database, ownsDatabase: false, None, arguments));

    /// <summary>An installation that nobody has started yet.</summary>
    public static async Task<PicoraProcess> CreateAsync(params string[] settings) =>
        new(await TestDatabase.CreateAsync(), ownsDatabase: true, None, settings);

    /// <summary>The same on an engine of the test's choice.</summary>
    public static async Task<PicoraProcess> CreateOnAsync(string engine, params string[] settings) =>
        new(await TestDatabase.CreateAsync(engine), ownsDatabase: true, None, settings);

    private static async Task<PicoraProcess> StartedAsync(PicoraProcess server)
    {
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public HttpClient CreateClient(string? bearer = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(Url), Timeout = Poll.Patience };
        client.DefaultRequestHeaders.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        clients.Add(client);
        return client;
    }

    /// <summary>Signs somebody in by a mailed code, and up when the address is new. The first of a server is its administrator.</summary>
    public async Task<TestUser> SignUpAsync(string? email = null)
    {
        email ??= $"person{Interlocked.Increment(ref people)}@example.org";
        await (await CreateClient().PostAsJsonAsync("/v1/auth/send-code", new { email, type = "register" })).DataAsync();
        var code = mail.LatestCode(email);
        return await TestUser.FromAsync(this, await CreateClient().PostAsJsonAsync("/v1/auth/login/code", new { email, code }));
    }

    /// <summary>Ends the server as a power cut would: SIGKILL, no last words.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await EndAsync();
    }

    /// <summary>Asks the server to end (SIGTERM) and waits until it has; returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync(Id, "TERM");
        return await EndAsync();
    }

    /// <summary>Waits until the server has ended by itself; returns its exit code.</summary>
    public Task<int> WaitForExitAsync() => EndAsync();

    /// <summary>More settings for the next start; of two for the same thing the later one counts.</summary>
    public void Reconfigure(params string[] more) => settings = [.. settings, .. more];

    /// <summary>Starts the ended server again, on the same folder and database, at another port.</summary>
    public async Task StartAsync()
    {
        // What runs the tests may have been started so that it cannot be interrupted, and that is passed on.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", PicoraProgram.Path, .. command, .. settings]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        reading = Task.WhenAll(ReadAsync(process.StandardOutput, ready), ReadAsync(process.StandardError, ready));
        var first = await Task.WhenAny(ready.Task, process.WaitForExitAsync()).WaitAsync(Poll.Patience);
        if (first != ready.Task)
        {
            // Its last words may still be on their way.
            await reading.WaitAsync(Poll.Patience);
            throw new InvalidOperationException($"The server did not start:{Environment.NewLine}{Output}");
        }

        Url = await ready.Task;
    }

    /// <summary>The imaging workers that run now.</summary>
    public IReadOnlyList<int> Workers() =>
        [.. Processes.ChildrenOf(Id)];

    /// <summary>Sends a signal to a process of this server.</summary>
    public static async Task SignalAsync(int id, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true })!;
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }

        if (process is not null)
        {
            process.Kill();
            await EndAsync();
        }

        await (ownDatabase?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(DataFolder, recursive: true);
    }

    private async Task<int> EndAsync()
    {
        await process!.WaitForExitAsync().WaitAsync(Poll.Patience);
        var code = process.ExitCode;
        await reading.WaitAsync(Poll.Patience);
        process.Dispose();
        process = null;
        return code;
    }

    private async Task ReadAsync(StreamReader lines, TaskCompletionSource<string> ready)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            output.Enqueue(line);
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is var at and >= 0)
            {
                // Up to the closing quotation mark when lines are JSON.
                ready.TrySetResult(line[(at + Announcement.Length)..].Split('"')[0].Trim());
            }
            else if (IsWorker && line.Contains(WorkerAnnouncement, StringComparison.Ordinal))
            {
                ready.TrySetResult(string.Empty);
            }
        }
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Picora.Api.Composition;
using Picora.Infrastructure.Persistence;
using Picora.Testing.Faults;

namespace Picora.Testing;

/// <summary>A whole server of its own for a test: real Kestrel, own data folder, own database, own clock. Tests talk to it by HTTP only.</summary>
public sealed class PicoraServer : IPicoraHost, IAsyncDisposable
{
    // Whatever is tested, it is not these limits: all tests come from one address. Who tests them sets them lower again.
    private static readonly string[] Defaults =
    [
        "--urls=http://127.0.0.1:0",
        "--Picora:Accounts:Codes:PerAddressMinute=100000",
        "--Picora:Accounts:Codes:PerAddressHour=100000",
        "--Picora:Accounts:Codes:PerAddressDay=100000",
        "--Picora:Accounts:Codes:PerNetworkHour=100000",
        "--Picora:Accounts:Codes:PerNetworkDay=100000",
        "--Picora:Accounts:Codes:GlobalMinute=100000",
        "--Picora:Accounts:MaxFailedLoginsPerNetwork=100000",
        // Most tests need no worker, and each is a process.
        "--Picora:Imaging:WarmStart=false",
        $"--Picora:Imaging:WorkerPath={PicoraProgram.Path}",
    ];

    private readonly TestDatabase database;
    private readonly string[] settings;
    private readonly StorageFaults? faults;
    private readonly List<HttpClient> clients = [];
    private readonly List<WebApplication> others = [];
    private WebApplication app;
    private int people;

    private PicoraServer(TestDatabase database, string folder, string[] settings, StorageFaults? faults)
    {
        this.database = database;
        this.faults = faults;
        this.settings = [.. Defaults, $"--Picora:DataFolder={folder}", .. database.Settings, .. settings];
        DataFolder = folder;
        Mail = new MailFolder(folder);
        app = Build();
    }

    public TestClock Clock { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public string DataFolder { get; }

    public MailFolder Mail { get; }

    /// <summary>What the server was started with, for other programs on the same data.</summary>
    public IReadOnlyList<string> Settings => settings;

    /// <summary>Where the server listens, such as <c>http://127.0.0.1:41234</c>.</summary>
    public string Url => app.Urls.First();

    /// <param name="settings">As on the command line: <c>--Picora:Section:Name=value</c>.</param>
    public static Task<PicoraServer> StartAsync(params string[] settings) => StartWithOwnLimitsAsync([.. WideRateLimits.Settings, .. settings]);

    /// <summary>The same with the product's own rate limits, which other tests must not meet.</summary>
    public static Task<PicoraServer> StartWithOwnLimitsAsync(params string[] settings) => StartAsync(null, settings);

    /// <summary>A server whose storage fails when the test says so.</summary>
    public static Task<PicoraServer> StartWithFaultsAsync(StorageFaults faults, params string[] settings) => StartAsync(faults, [.. WideRateLimits.Settings, .. settings]);

    private static async Task<PicoraServer> StartAsync(StorageFaults? faults, string[] settings)
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var folder = Directory.CreateTempSubdirectory("picora-test-").FullName;
        await database.PlaceAsync(folder);
        var server = new PicoraServer(database, folder, settings, faults);
        try
        {
            await server.StartAppAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server in an orderly way and starts it again on the same folder and database, at another port.</summary>
    public async Task RestartAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        app = Build();
        await StartAppAsync();
    }

    /// <summary>Starts another node on the same database, folder and clock; returns its address.</summary>
    public async Task<string> AddNodeAsync()
    {
        others.Add(Build());
        await others[^1].StartAsync();
        return others[^1].Urls.First();
    }

    public HttpClient CreateClient(string? bearer = null) => CreateClient(bearer, Url);

    /// <summary>A client of one node.</summary>
    public HttpClient CreateClient(string? bearer, string node)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(node) };
        client.DefaultRequestHeaders.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        lock (clients)
        {
            clients.Add(client);
        }

        return client;
    }

    /// <summary>An address that nobody has used on this server.</summary>
    public string NewEmail() => $"person{Interlocked.Increment(ref people)}@example.org";

    /// <summary>Asks for a code and reads it from the mail.</summary>
    public async Task<string> RequestCodeAsync(string email)
    {
        var response = await CreateClient().PostAsJsonAsync("/v1/auth/send-code", new { email, type = "register" });
        await response.DataAsync();
        return Mail.LatestCode(email);
    }

    /// <summary>Signs somebody in by a mailed code, and up when the address is new. The first of a server is its administrator.</summary>
    public async Task<TestUser> SignUpAsync(string? email = null)
    {
        email ??= NewEmail();
        var code = await RequestCodeAsync(email);
        return await TestUser.FromAsync(this, await CreateClient().PostAsJsonAsync("/v1/auth/login/code", new { email, code }));
    }

    /// <summary>Signs somebody up with a password.</summary>
    public async Task<TestUser> RegisterAsync(string email, string password)
    {
        var code = await RequestCodeAsync(email);
        return await TestUser.FromAsync(this, await CreateClient().PostAsJsonAsync("/v1/auth/register", new { email, password, code }));
    }

    /// <summary>Spoils rows as no client can, to see them repaired. Names go in double quotes.</summary>
    public Task<int> ExecuteSqlAsync(string sql) => database.ExecuteAsync(DataFolder, sql);

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        foreach (var other in others)
        {
            await other.StopAsync();
            await other.DisposeAsync();
        }

        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(DataFolder, recursive: true);
    }

    private WebApplication Build() => PicoraHost.Build(settings, builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(Clock);
        if (faults is not null)
        {
            FaultyStorage.Install(builder.Services, faults);
        }

        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(Logs);
    });

    private async Task StartAppAsync()
    {
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
    }
}

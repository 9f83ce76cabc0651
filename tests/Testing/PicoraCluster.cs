namespace Picora.Testing;

/// <summary>
/// Several servers of one installation, as processes: one PostgreSQL database, one S3 bucket, one folder of keys, and a data folder for
/// each, as if each had a machine of its own. Some serve and do not work, the others work and serve nobody.
/// </summary>
public sealed class PicoraCluster : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly S3Server store;
    private readonly string bucket;
    private readonly string folder = Directory.CreateTempSubdirectory("picora-cluster-").FullName;
    private readonly string[] settings;

    private PicoraCluster(TestDatabase database, S3Server store, string bucket, string[] settings)
    {
        (this.database, this.store, this.bucket) = (database, store, bucket);
        this.settings =
        [
            // Clients are to come to the servers, not to the store.
            .. store.SettingsOf(bucket, isPublic: false),
            $"--Picora:Keys:Folder={Path.Combine(folder, "keys")}", "--Picora:Jobs:PollSeconds=1", "--Picora:Imaging:Workers=1",
            "--Picora:Http:MinBodyBytesPerSecond=0",
            "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", .. settings,
        ];
    }

    /// <summary>Why there cannot be one here; null when there can.</summary>
    public static string? Missing => TestDatabase.Missing(TestDatabase.Postgres) is { } postgres ? $"PostgreSQL: {postgres}" : S3Server.Missing;

    /// <summary>Those that serve.</summary>
    public IReadOnlyList<PicoraProcess> Servers { get; private set; } = [];

    /// <summary>Those that work.</summary>
    public IReadOnlyList<PicoraProcess> Workers { get; private set; } = [];

    /// <summary>Starts all of them at once, on an empty database.</summary>
    /// <param name="settings">As on the command line, for all of them.</param>
    public static async Task<PicoraCluster> StartAsync(int servers, int workers, params string[] settings)
    {
        var store = await S3Server.SharedAsync();
        var cluster = new PicoraCluster(await TestDatabase.CreateAsync(TestDatabase.Postgres), store, await store.CreateBucketAsync(), settings);
        var serving = Enumerable.Range(0, servers).Select(_ => cluster.StartNodeAsync("--Picora:Jobs:Enabled=false", $"--urls=http://127.0.0.1:{Ports.Free()}")).ToList();
        var working = Enumerable.Range(0, workers).Select(_ => cluster.StartNodeAsync("worker")).ToList();
        await ((Task)Task.WhenAll([.. serving, .. working])).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        (cluster.Servers, cluster.Workers) = (Started(serving), Started(working));
        if (cluster.Servers.Count < servers || cluster.Workers.Count < workers)
        {
            await cluster.DisposeAsync();
            await Task.WhenAll([.. serving, .. working]);
        }

        return cluster;
    }

    /// <summary>The mails that all of them have written to an address.</summary>
    public IReadOnlyList<string> MailsTo(string email) => [.. Servers.Concat(Workers).SelectMany(node => new MailFolder(node.DataFolder).To(email))];

    /// <summary>One client for each that serves, with the same credential.</summary>
    public HttpClient[] ClientsOf(string? bearer) => [.. Servers.Select(server => server.CreateClient(bearer))];

    /// <summary>What all of them have logged.</summary>
    public string Output() => string.Join(Environment.NewLine, Servers.Concat(Workers).Select(node => $"{node.Url}{Environment.NewLine}{node.Output}"));

    /// <summary>All objects, those included that are still being written.</summary>
    public Task<IReadOnlyList<BucketEntry>> ObjectsAsync() => store.EntriesAsync(bucket);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Servers.Concat(Workers))
        {
            await node.DisposeAsync();
        }

        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Task<PicoraProcess> StartNodeAsync(params string[] own) =>
        PicoraProcess.StartNodeAsync(database, [.. own.Where(argument => !argument.StartsWith('-')), .. settings, .. own.Where(argument => argument.StartsWith('-'))]);

    private static List<PicoraProcess> Started(IEnumerable<Task<PicoraProcess>> nodes) =>
        [.. nodes.Where(node => node.IsCompletedSuccessfully).Select(node => node.Result)];
}

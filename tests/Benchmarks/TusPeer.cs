namespace Picora.Benchmarks;

/// <summary>@tus/server with its file store.</summary>
internal sealed class TusPeer : IUploadServer
{
    private readonly ServerProcess process;
    private readonly string folder;

    private TusPeer(ServerProcess process, string folder, Uri uploadUrl)
    {
        this.process = process;
        this.folder = folder;
        UploadUrl = uploadUrl;
    }

    public int ProcessId => process.Id;

    public Uri UploadUrl { get; }

    public string ApiKey => "none";

    public static async Task<TusPeer> StartAsync(Workplace place)
    {
        var (folder, port) = (place.Empty("tus-peer"), ServerProcess.FreePort());
        var process = await ServerProcess.StartAsync("node", [Path.Combine(place.Peers, "tus.js"), folder, $"{port}"], port, place.Log("tus-peer"));
        return new TusPeer(process, folder, new Uri($"http://127.0.0.1:{port}/files"));
    }

    // Each upload has a file for its bytes and one that tells of it.
    public Task<long> CountAsync() => Task.FromResult(Directory.EnumerateFiles(folder, "*.json").LongCount());

    public Task ForgetAsync()
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Delete(file);
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

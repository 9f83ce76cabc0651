namespace Picora.Benchmarks;

/// <summary>express with multer and sharp.</summary>
internal sealed class PeerServer : IUploadServer
{
    private readonly ServerProcess process;
    private readonly string folder;

    private PeerServer(ServerProcess process, string folder, Uri uploadUrl)
    {
        this.process = process;
        this.folder = folder;
        UploadUrl = uploadUrl;
    }

    public int ProcessId => process.Id;

    public Uri UploadUrl { get; }

    public string ApiKey => "none";

    public static async Task<PeerServer> StartAsync(Workplace place)
    {
        var (folder, port) = (place.Empty("peer"), ServerProcess.FreePort());
        var process = await ServerProcess.StartAsync("node", [Path.Combine(place.Peers, "uploads.js"), folder, $"{port}"], port, place.Log("peer"));
        return new PeerServer(process, folder, new Uri($"http://127.0.0.1:{port}/upload"));
    }

    public Task<long> CountAsync() => Task.FromResult(Directory.EnumerateFiles(folder).LongCount());

    public void Dispose()
    {
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

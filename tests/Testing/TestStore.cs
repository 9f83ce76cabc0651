namespace Picora.Testing;

/// <summary>An empty store for one server: the folder that it has anyway, or a bucket of its own on the tests' S3 server.</summary>
public sealed class TestStore
{
    public const string Folder = "folder";
    public const string S3 = "s3";

    private readonly S3Server? server;
    private readonly string bucket;

    private TestStore(S3Server? server, string bucket) => (this.server, this.bucket) = (server, bucket);

    /// <summary>For the command line of the server that is to use it.</summary>
    public IReadOnlyList<string> Settings => server?.SettingsOf(bucket) ?? [];

    /// <summary>Why tests cannot run on a store here; null when they can.</summary>
    public static string? Missing(string kind) => kind == S3 ? S3Server.Missing : null;

    public static async Task<TestStore> CreateAsync(string kind)
    {
        var server = kind == S3 ? await S3Server.SharedAsync() : null;
        return new TestStore(server, server is null ? string.Empty : await server.CreateBucketAsync());
    }

    /// <summary>The names of everything that lies in it, unfinished writes included.</summary>
    public async Task<IReadOnlyList<string>> ContentsAsync(PicoraServer host)
    {
        if (server is not null)
        {
            return await server.ContentsAsync(bucket);
        }

        var root = Path.Combine(host.DataFolder, "objects");
        return [.. ServerFiles.All(host.DataFolder).Select(file => Path.GetRelativePath(root, file))];
    }
}

using Amazon.S3.Model;
using Picora.Infrastructure.Storage.S3;

namespace Picora.Testing;

/// <summary>
/// The S3 server that the tests run on: one throw-away server per test process, or the one that <c>PICORA_TEST_S3</c> names, as
/// <c>http://ACCESS:SECRET@host:port</c>.
/// </summary>
public sealed class S3Server
{
    public const string Variable = "PICORA_TEST_S3";

    private static readonly Lazy<Task<S3Server>> Shared = new(StartAsync);

    private S3Server(string url, string accessKey, string secretKey) => (Url, AccessKey, SecretKey) = (url, accessKey, secretKey);

    /// <summary>Why tests cannot run on S3 here; null when they can.</summary>
    public static string? Missing => Configured is null && !RadosgwProcess.IsInstalled ? $"radosgw is not installed, and {Variable} names no server" : null;

    /// <summary>Such as <c>http://127.0.0.1:41234</c>.</summary>
    public string Url { get; }

    public string AccessKey { get; }

    public string SecretKey { get; }

    private static Uri? Configured => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? new Uri(text) : null;

    public static Task<S3Server> SharedAsync() => Shared.Value;

    /// <summary>Makes an empty bucket of the caller's own and returns its name.</summary>
    public async Task<string> CreateBucketAsync()
    {
        var name = "picora-" + Guid.NewGuid().ToString("N")[..16];
        using var connection = new S3Connection(OptionsOf(name), Url);
        await connection.Client.PutBucketAsync(name);
        return name;
    }

    /// <summary>The number and the names of what lies in a bucket, prefix or not, unfinished uploads included.</summary>
    public async Task<IReadOnlyList<string>> ContentsAsync(string bucket)
    {
        using var connection = new S3Connection(OptionsOf(bucket), Url);
        var objects = await connection.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket });
        var uploads = await connection.Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket });
        return [.. (objects.S3Objects ?? []).Select(one => one.Key), .. (uploads.MultipartUploads ?? []).Select(one => $"{one.Key}?uploadId={one.UploadId}")];
    }

    /// <summary>For the command line of a server that is to keep its objects in a bucket here.</summary>
    public IReadOnlyList<string> SettingsOf(string bucket) =>
    [
        "--Picora:Storage:Engine=S3",
        $"--{S3Options.Section}:Endpoint={Url}",
        $"--{S3Options.Section}:PublicEndpoint={Url}",
        $"--{S3Options.Section}:Bucket={bucket}",
        $"--{S3Options.Section}:AccessKey={AccessKey}",
        $"--{S3Options.Section}:SecretKey={SecretKey}",
    ];

    /// <summary>The same for an adapter without a server around it.</summary>
    public S3Options OptionsOf(string bucket) =>
        new() { Endpoint = Url, PublicEndpoint = Url, Bucket = bucket, AccessKey = AccessKey, SecretKey = SecretKey, PartBytes = S3Options.LeastPartBytes };

    private static async Task<S3Server> StartAsync()
    {
        if (Configured is not { } named)
        {
            return new S3Server((await RadosgwProcess.StartAsync()).Url, RadosgwProcess.AccessKey, RadosgwProcess.SecretKey);
        }

        var who = named.UserInfo.Split(':');
        return new S3Server(named.GetLeftPart(UriPartial.Scheme) + named.Authority.Split('@')[^1], Uri.UnescapeDataString(who[0]), Uri.UnescapeDataString(who[1]));
    }
}

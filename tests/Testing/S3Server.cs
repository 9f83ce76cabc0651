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

    /// <summary>The names of what lies in a bucket, prefix or not, unfinished uploads included.</summary>
    public async Task<IReadOnlyList<string>> ContentsAsync(string bucket) => [.. (await EntriesAsync(bucket)).Select(entry => entry.Name)];

    /// <summary>The same with what the store says of the contents.</summary>
    public async Task<IReadOnlyList<BucketEntry>> EntriesAsync(string bucket)
    {
        using var connection = new S3Connection(OptionsOf(bucket), Url);
        var entries = new List<BucketEntry>();
        var request = new ListObjectsV2Request { BucketName = bucket };
        do
        {
            var page = await connection.Client.ListObjectsV2Async(request);
            entries.AddRange((page.S3Objects ?? []).Select(one => new BucketEntry(one.Key, one.ETag.Trim('"'))));
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);

        var uploads = await connection.Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket });
        return [.. entries, .. (uploads.MultipartUploads ?? []).Select(one => new BucketEntry($"{one.Key}?uploadId={one.UploadId}", string.Empty))];
    }

    /// <summary>Spoils a bucket as no client of ours can.</summary>
    /// <param name="content">Null to delete the object.</param>
    public async Task SpoilAsync(string bucket, string name, string? content)
    {
        using var connection = new S3Connection(OptionsOf(bucket), Url);
        await (content is null
            ? (Task)connection.Client.DeleteObjectAsync(bucket, name)
            : connection.Client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = name, ContentBody = content }));
    }

    /// <summary>For the command line of a server that is to keep its objects in a bucket here.</summary>
    /// <param name="isPublic">Whether clients may come to the store themselves.</param>
    public IReadOnlyList<string> SettingsOf(string bucket, bool isPublic = true) =>
    [
        "--Picora:Storage:Engine=S3",
        $"--{S3Options.Section}:Endpoint={Url}",
        $"--{S3Options.Section}:PublicEndpoint={(isPublic ? Url : string.Empty)}",
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

/// <summary>What a bucket has.</summary>
/// <param name="Tag">Of an object that came in one piece, the MD5 of its content, in hex.</param>
public sealed record BucketEntry(string Name, string Tag);

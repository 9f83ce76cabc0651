using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>Settings under <c>Picora:Storage:S3</c>: MinIO or any other server that speaks S3. Used when <c>Picora:Storage:Engine</c> is <c>S3</c>.</summary>
public sealed class S3Options
{
    public const string Section = "Picora:Storage:S3";

    /// <summary>The smallest part that the protocol takes, other than the last, in bytes.</summary>
    public const int LeastPartBytes = 5 * 1024 * 1024;

    /// <summary>Where this server reaches the store, such as <c>http://minio:9000</c>.</summary>
    public string Endpoint { get; set; } = string.Empty;

    /// <summary>Where clients reach the store, for presigned addresses; left empty, files are sent through this server only.</summary>
    public string PublicEndpoint { get; set; } = string.Empty;

    /// <summary>The region that requests are signed for.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The bucket, which has to exist.</summary>
    public string Bucket { get; set; } = string.Empty;

    /// <summary>What the names of all objects in the bucket begin with, such as <c>picora/</c>; usually nothing.</summary>
    public string Prefix { get; set; } = string.Empty;

    /// <summary>The name of the key that requests are signed with.</summary>
    public string AccessKey { get; set; } = string.Empty;

    /// <summary>The secret of that key. Never logged.</summary>
    public string SecretKey { get; set; } = string.Empty;

    /// <summary>Whether the bucket stands in the path of an address (MinIO, most others) and not in the host's name.</summary>
    public bool PathStyle { get; set; } = true;

    /// <summary>What the store is asked to encrypt objects with: <c>AES256</c> or <c>aws:kms</c>; left empty, the bucket decides.</summary>
    public string ServerSideEncryption { get; set; } = string.Empty;

    /// <summary>The storage class of new objects, such as <c>STANDARD_IA</c>; left empty, the bucket decides.</summary>
    public string StorageClass { get; set; } = string.Empty;

    /// <summary>Bytes per part of a large object; a smaller one is sent in one request. The most memory per upload is this times one more than <see cref="ParallelParts"/>.</summary>
    [Range(LeastPartBytes, 1024 * 1024 * 1024)]
    public int PartBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Parts of one object that are sent at once.</summary>
    [Range(1, 64)]
    public int ParallelParts { get; set; } = 3;

    /// <summary>Seconds to wait for a connection.</summary>
    [Range(1, 300)]
    public int ConnectSeconds { get; set; } = 5;

    /// <summary>Seconds in which the store has to take a request, a part's bytes included, and begin its answer.</summary>
    [Range(1, 3600)]
    public int RequestSeconds { get; set; } = 60;

    /// <summary>Seconds without a byte after which a download is given up and asked for anew.</summary>
    [Range(1, 3600)]
    public int StallSeconds { get; set; } = 20;

    /// <summary>How often a request that failed for a passing reason is sent again, after growing pauses of random length.</summary>
    [Range(0, 20)]
    public int Retries { get; set; } = 3;
}

/// <summary>Checked only where S3 is meant to be used.</summary>
internal sealed class S3OptionsCheck(IOptions<StorageOptions> storage) : IValidateOptions<S3Options>
{
    private static readonly string[] Encryptions = [string.Empty, "AES256", "aws:kms"];

    public ValidateOptionsResult Validate(string? name, S3Options options)
    {
        var isUsed = storage.Value.Engine == StorageEngine.S3 || storage.Value.MoveFrom == StorageEngine.S3 || options.Endpoint.Length > 0;
        var faults = isUsed ? Faults(options).ToList() : [];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(S3Options options)
    {
        (string Setting, bool IsRight, string What)[] rules =
        [
            (nameof(S3Options.Endpoint), IsAddress(options.Endpoint), "must be the store's address, such as http://minio:9000."),
            (nameof(S3Options.PublicEndpoint), options.PublicEndpoint.Length == 0 || IsAddress(options.PublicEndpoint), "must be an address, or empty."),
            (nameof(S3Options.Region), options.Region.Length > 0, "must not be empty; us-east-1 is what most stores other than Amazon's want."),
            (nameof(S3Options.Bucket), options.Bucket.Length >= 3, "must name the bucket."),
            (nameof(S3Options.Prefix), options.Prefix.Length == 0 || (options.Prefix[^1] == '/' && options.Prefix[0] != '/'), "must end in a slash and not begin with one, or be empty."),
            (nameof(S3Options.AccessKey), options.AccessKey.Length > 0, "must not be empty."),
            (nameof(S3Options.SecretKey), options.SecretKey.Length > 0, "must not be empty."),
            (nameof(S3Options.ServerSideEncryption), Encryptions.Contains(options.ServerSideEncryption), "must be AES256, aws:kms or empty."),
        ];
        return rules.Where(rule => !rule.IsRight).Select(rule => $"{S3Options.Section}:{rule.Setting} {rule.What}");
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Query.Length: 0 };
}

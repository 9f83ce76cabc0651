using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Picora.Domain;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>An object as the bucket tells of it.</summary>
/// <param name="Writer">The mark of the write that made it; null when it was not one of ours.</param>
internal sealed record BucketObject(string Name, long Size, DateTimeOffset ModifiedAt, string? Writer = null)
{
    public bool IsOf(string writer) => string.Equals(Writer, writer, StringComparison.Ordinal);
}

/// <summary>The requests on single objects of the bucket. Names are whole, prefix included.</summary>
internal sealed class S3Bucket(S3Connection connection)
{
    private const string WriterMark = "picora-write";

    // Stores that do not know conditions say so once; from then on what is there is looked for first.
    private volatile bool knowsConditions = true;

    public S3Options Options => connection.Options;

    /// <summary>Whether the store has not refused conditional writes so far.</summary>
    public bool KnowsConditions => knowsConditions;

    /// <summary>Writes an object that does not exist yet. False when one does.</summary>
    public async Task<bool> TryCreateAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var writer = NanoId.New();
        if (!knowsConditions)
        {
            return await HeadAsync(name, cancellationToken) is null && await PutAsync(name, content, writer, isConditional: false, cancellationToken);
        }

        try
        {
            // A request that was sent again because its answer was lost finds its own object.
            return await PutAsync(name, content, writer, isConditional: true, cancellationToken)
                || await HeadAsync(name, cancellationToken) is { } there && there.IsOf(writer);
        }
        catch (NotSupportedException)
        {
            knowsConditions = false;
            content.Position = 0;
            return await TryCreateAsync(name, content, cancellationToken);
        }
    }

    /// <summary>Null when there is no such object, or it is another one by now; past its end there is nothing, too.</summary>
    /// <param name="tag">What the object has to be; null for whatever it is.</param>
    public Task<S3Download?> GetAsync(string name, long from, long last, string? tag, CancellationToken cancellationToken) =>
        S3Failures.GuardAsync<S3Download?>(
            "reading",
            async () =>
            {
                try
                {
                    var request = new GetObjectRequest { BucketName = Options.Bucket, Key = name, ByteRange = new ByteRange(from, last), EtagToMatch = tag };
                    return new S3Download(await connection.Client.GetObjectAsync(request, cancellationToken), from);
                }
                catch (AmazonS3Exception failure) when (S3Failures.IsMissing(failure) || S3Failures.IsTaken(failure)
                    || failure.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
                {
                    return null;
                }
            },
            cancellationToken);

    public Task<BucketObject?> HeadAsync(string name, CancellationToken cancellationToken) =>
        S3Failures.GuardAsync<BucketObject?>(
            "looking for an object",
            async () =>
            {
                try
                {
                    var head = await connection.Client.GetObjectMetadataAsync(Options.Bucket, name, cancellationToken);
                    return new BucketObject(name, head.ContentLength, Instant(head.LastModified), head.Metadata[WriterMark]);
                }
                catch (AmazonS3Exception failure) when (S3Failures.IsMissing(failure))
                {
                    return null;
                }
            },
            cancellationToken);

    /// <summary>Not an error when there is none.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        S3Failures.GuardAsync("deleting", () => connection.Client.DeleteObjectAsync(Options.Bucket, name, cancellationToken), cancellationToken);

    /// <summary>In the order of their names.</summary>
    public async IAsyncEnumerable<BucketObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = Options.Bucket, Prefix = prefix };
        do
        {
            var page = await S3Failures.GuardAsync("listing", () => connection.Client.ListObjectsV2Async(request, cancellationToken), cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return new BucketObject(found.Key, found.Size ?? 0, Instant(found.LastModified));
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    private Task<bool> PutAsync(string name, Stream content, string writer, bool isConditional, CancellationToken cancellationToken) =>
        S3Failures.GuardAsync(
            "writing",
            async () =>
            {
                try
                {
                    var request = new PutObjectRequest
                    {
                        BucketName = Options.Bucket,
                        Key = name,
                        InputStream = content,
                        AutoCloseStream = false,
                        DisablePayloadSigning = connection.IsEncrypted,
                        IfNoneMatch = isConditional ? "*" : null,
                        ServerSideEncryptionMethod = S3Wishes.Encryption(Options),
                        StorageClass = S3Wishes.Class(Options),
                    };
                    request.Metadata.Add(WriterMark, writer);
                    await connection.Client.PutObjectAsync(request, cancellationToken);
                    return true;
                }
                catch (AmazonS3Exception failure) when (isConditional && S3Failures.IsTaken(failure))
                {
                    return false;
                }
                catch (AmazonS3Exception failure) when (isConditional && S3Failures.IsUnknownToStore(failure))
                {
                    throw new NotSupportedException("The object store knows no conditional writes.", failure);
                }
            },
            cancellationToken);

    private static DateTimeOffset Instant(DateTime? moment) => moment is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.MinValue;
}

/// <summary>What the settings ask of every object.</summary>
internal static class S3Wishes
{
    public static ServerSideEncryptionMethod? Encryption(S3Options options) =>
        options.ServerSideEncryption.Length > 0 ? new ServerSideEncryptionMethod(options.ServerSideEncryption) : null;

    public static S3StorageClass? Class(S3Options options) =>
        options.StorageClass.Length > 0 ? new S3StorageClass(options.StorageClass) : null;
}

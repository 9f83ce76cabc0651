using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Picora.Domain;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>A part that the store has.</summary>
internal sealed record StoredPart(int Number, string ETag, long Size);

/// <summary>An object that the store puts together of parts.</summary>
/// <param name="Writer">The mark by which its own object is known again.</param>
internal sealed record PartsUpload(string Name, string Id, string Writer);

/// <summary>The requests on objects that are sent in parts.</summary>
internal sealed class S3Multipart(S3Connection connection, S3Bucket bucket)
{
    private const string WriterMark = "picora-write";

    private S3Options Options => connection.Options;

    public Task<PartsUpload> BeginAsync(string name, CancellationToken cancellationToken) =>
        S3Failures.GuardAsync(
            "beginning an upload in parts",
            async () =>
            {
                var writer = NanoId.New();
                var request = new InitiateMultipartUploadRequest
                {
                    BucketName = Options.Bucket,
                    Key = name,
                    ServerSideEncryptionMethod = S3Wishes.Encryption(Options),
                    StorageClass = S3Wishes.Class(Options),
                };
                request.Metadata.Add(WriterMark, writer);
                var begun = await connection.Client.InitiateMultipartUploadAsync(request, cancellationToken);
                return new PartsUpload(name, begun.UploadId, writer);
            },
            cancellationToken);

    public Task<StoredPart> SendAsync(PartsUpload upload, int number, PartBuffer part, CancellationToken cancellationToken) =>
        S3Failures.GuardAsync(
            "writing a part",
            async () =>
            {
                await using var content = part.Open();
                var sent = await connection.Client.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = Options.Bucket,
                        Key = upload.Name,
                        UploadId = upload.Id,
                        PartNumber = number,
                        PartSize = part.Length,
                        InputStream = content,
                        DisablePayloadSigning = connection.IsEncrypted,
                    },
                    cancellationToken);
                return new StoredPart(number, sent.ETag, part.Length);
            },
            cancellationToken);

    /// <summary>Makes the parts one object, visible under its name, unless there is one. False when there is, or the upload is gone.</summary>
    public async Task<bool> TryCompleteAsync(PartsUpload upload, IReadOnlyList<StoredPart> parts, CancellationToken cancellationToken)
    {
        // Not every store looks at the condition of this request; then this look is all there is.
        if (await bucket.HeadAsync(upload.Name, cancellationToken) is { } there)
        {
            return there.IsOf(upload.Writer);
        }

        // A request that was sent again because its answer was lost finds its own object, and its upload gone.
        return await CompleteAsync(upload, parts, cancellationToken)
            || (await bucket.HeadAsync(upload.Name, cancellationToken) is { } own && own.IsOf(upload.Writer));
    }

    /// <summary>Gives up what was sent; not an error when it is gone.</summary>
    public Task AbortAsync(PartsUpload upload, CancellationToken cancellationToken) => AbortAsync(upload.Name, upload.Id, cancellationToken);

    /// <summary>Gives up every unfinished upload of exactly this name, and of no other.</summary>
    public async Task AbortAllAsync(string name, CancellationToken cancellationToken)
    {
        await foreach (var id in ListAsync(name, cancellationToken))
        {
            await AbortAsync(name, id, cancellationToken);
        }
    }

    /// <summary>Bytes in unfinished uploads of exactly this name, and when the last of them came.</summary>
    public async Task<(long Bytes, DateTimeOffset? At)> MeasureAsync(string name, CancellationToken cancellationToken)
    {
        var (bytes, at) = (0L, (DateTime?)null);
        await foreach (var id in ListAsync(name, cancellationToken))
        {
            foreach (var part in await ListPartsAsync(name, id, cancellationToken))
            {
                bytes += part.Size ?? 0;
                at = part.LastModified > at || at is null ? part.LastModified : at;
            }
        }

        return (bytes, at is { } moment ? new DateTimeOffset(moment.ToUniversalTime()) : null);
    }

    // MinIO lists uploads by their exact name only, which is all that is needed.
    private async IAsyncEnumerable<string> ListAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = Options.Bucket, Prefix = name };
        while (true)
        {
            var page = await S3Failures.GuardAsync(
                "listing uploads", () => connection.Client.ListMultipartUploadsAsync(request, cancellationToken), cancellationToken);
            foreach (var upload in page.MultipartUploads ?? [])
            {
                if (string.Equals(upload.Key, name, StringComparison.Ordinal))
                {
                    yield return upload.UploadId;
                }
            }

            if (page.IsTruncated != true)
            {
                yield break;
            }

            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
    }

    private async Task<List<PartDetail>> ListPartsAsync(string name, string id, CancellationToken cancellationToken)
    {
        var request = new ListPartsRequest { BucketName = Options.Bucket, Key = name, UploadId = id };
        var parts = new List<PartDetail>();
        while (true)
        {
            var page = await S3Failures.GuardAsync("listing parts", () => FindPartsAsync(request, cancellationToken), cancellationToken);
            parts.AddRange(page?.Parts ?? []);
            if (page?.IsTruncated != true)
            {
                return parts;
            }

            request.PartNumberMarker = page.NextPartNumberMarker?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private async Task<ListPartsResponse?> FindPartsAsync(ListPartsRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.Client.ListPartsAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception failure) when (S3Failures.IsMissing(failure))
        {
            return null;
        }
    }

    private Task<bool> CompleteAsync(PartsUpload upload, IReadOnlyList<StoredPart> parts, CancellationToken cancellationToken) =>
        S3Failures.GuardAsync(
            "completing an upload in parts",
            async () =>
            {
                try
                {
                    await connection.Client.CompleteMultipartUploadAsync(
                        new CompleteMultipartUploadRequest
                        {
                            BucketName = Options.Bucket,
                            Key = upload.Name,
                            UploadId = upload.Id,
                            PartETags = [.. parts.Select(part => new PartETag(part.Number, part.ETag))],
                            IfNoneMatch = bucket.KnowsConditions ? "*" : null,
                        },
                        cancellationToken);
                    return true;
                }
                catch (AmazonS3Exception failure) when (S3Failures.IsTaken(failure) || S3Failures.IsMissing(failure))
                {
                    return false;
                }
            },
            cancellationToken);

    private Task<bool> AbortAsync(string name, string id, CancellationToken cancellationToken) =>
        S3Failures.GuardAsync(
            "giving up an upload in parts",
            async () =>
            {
                try
                {
                    await connection.Client.AbortMultipartUploadAsync(Options.Bucket, name, id, cancellationToken);
                    return true;
                }
                catch (AmazonS3Exception failure) when (S3Failures.IsMissing(failure))
                {
                    return false;
                }
            },
            cancellationToken);
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.Doctor;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>What stores of S3's kind do differently from each other, found out by trying it.</summary>
internal sealed class S3Trials(S3Connection connection, S3Bucket bucket, S3Multipart multipart, S3Presigning presigning)
{
    private const int LargestSkewSeconds = 300;

    private AmazonS3Client Client => connection.Client;

    private string Bucket => connection.Options.Bucket;

    public IEnumerable<StorageTrial> All =>
    [
        new("keep the same time", ClockAsync),
        new("refuse to overwrite, by condition", ConditionAsync),
        new("refuse to overwrite with parts, by condition", PartsConditionAsync),
        new("complete without a part that was sent", SubsetAsync),
        new("list unfinished uploads by folder", FolderListAsync),
        new("take checksums that trail a body", TrailerAsync),
        new("take and give files at presigned addresses", PresignedAsync),
    ];

    private string NewName() => $"{connection.Options.Prefix}{ObjectKey.HealthFolder}trial{NanoId.New()}";

    // Any answer tells the store's time, a refusal too.
    private async Task<string?> ClockAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(connection.Options.RequestSeconds) };
        using var answer = await client.GetAsync(new Uri(connection.Options.Endpoint), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var skew = answer.Headers.Date is { } date ? (date - TimeProvider.System.GetUtcNow()).TotalSeconds : 0;
        return Math.Abs(skew) < LargestSkewSeconds
            ? null
            : throw new IOException(string.Create(CultureInfo.InvariantCulture, $"its clock is {skew:0} seconds away from this machine's; at 900 it refuses all requests"));
    }

    private async Task<string?> ConditionAsync(CancellationToken cancellationToken)
    {
        var name = NewName();
        try
        {
            using var one = new MemoryStream(new byte[2000]);
            using var other = new MemoryStream(new byte[2000]);
            await bucket.TryCreateAsync(name, one, cancellationToken);
            var overwritten = await bucket.TryCreateAsync(name, other, cancellationToken);
            return (overwritten, bucket.KnowsConditions) switch
            {
                (true, _) => throw new IOException("it ignores If-None-Match and overwrites"),
                (_, false) => "It knows no If-None-Match: what is there is looked for first, which leaves a moment open.",
                _ => null,
            };
        }
        finally
        {
            await bucket.DeleteAsync(name, CancellationToken.None);
        }
    }

    private Task<string?> PartsConditionAsync(CancellationToken cancellationToken) => S3Failures.GuardAsync("completing", async () =>
    {
        var name = NewName();
        try
        {
            using var there = new MemoryStream(new byte[2000]);
            await bucket.TryCreateAsync(name, there, cancellationToken);
            var upload = await multipart.BeginAsync(name, cancellationToken);
            var part = await SendAsync(upload, 1, cancellationToken);
            return await CompletesAsync(upload, [part], "*", cancellationToken)
                ? "It ignores If-None-Match when parts are completed: claims and a look before keep other writers away."
                : null;
        }
        finally
        {
            await RemoveAsync(name);
        }
    }, cancellationToken);

    private Task<string?> SubsetAsync(CancellationToken cancellationToken) => S3Failures.GuardAsync("completing", async () =>
    {
        var name = NewName();
        try
        {
            var upload = await multipart.BeginAsync(name, cancellationToken);
            var part = await SendAsync(upload, 1, cancellationToken);
            await SendAsync(upload, 2, cancellationToken);
            return await CompletesAsync(upload, [part], null, cancellationToken)
                ? null
                : "It completes nothing whose parts are not all named: a part's number always stands for the same bytes.";
        }
        finally
        {
            await RemoveAsync(name);
        }
    }, cancellationToken);

    private Task<string?> FolderListAsync(CancellationToken cancellationToken) => S3Failures.GuardAsync("listing uploads", async () =>
    {
        var name = NewName();
        try
        {
            var upload = await multipart.BeginAsync(name, cancellationToken);
            var folder = name[..(name.LastIndexOf('/') + 1)];
            var listed = await Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket, Prefix = folder }, cancellationToken);
            return (listed.MultipartUploads ?? []).Exists(one => string.Equals(one.UploadId, upload.Id, StringComparison.Ordinal))
                ? null
                : "It lists unfinished uploads by their exact names only: records beside them say which there are.";
        }
        finally
        {
            await RemoveAsync(name);
        }
    }, cancellationToken);

    private async Task<string?> TrailerAsync(CancellationToken cancellationToken)
    {
        var name = NewName();
        using var usual = new S3Connection(connection.Options, connection.Options.Endpoint, RequestChecksumCalculation.WHEN_SUPPORTED);
        try
        {
            using var content = new MemoryStream(new byte[2000]);
            await usual.Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = name, InputStream = content, AutoCloseStream = false }, cancellationToken);
            return null;
        }
        catch (AmazonS3Exception refused)
        {
            return $"It refuses checksums that trail a body ({refused.ErrorCode}): they are sent only where they are required.";
        }
        finally
        {
            await bucket.DeleteAsync(name, CancellationToken.None);
        }
    }

    private async Task<string?> PresignedAsync(CancellationToken cancellationToken)
    {
        var key = ObjectKey.Parse($"{ObjectKey.HealthFolder}trial{NanoId.New()}");
        var goodFor = TimeSpan.FromMinutes(5);
        if (presigning.SignPut(key, 3, goodFor) is not { } address)
        {
            return $"{S3Options.Section}:{nameof(S3Options.PublicEndpoint)} is empty: clients send files through this server.";
        }

        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(connection.Options.RequestSeconds) };
        try
        {
            var tooLong = await PutAsync(client, address, new byte[4], cancellationToken);
            var sent = await PutAsync(client, address, [1, 2, 3], cancellationToken);
            var stored = await client.GetByteArrayAsync(presigning.SignGet(presigning.NameOf(key), goodFor), cancellationToken);
            return (sent, stored.Length) switch
            {
                (HttpStatusCode.OK, 3) when tooLong == HttpStatusCode.OK => "It takes files of any length at a presigned address: a wrong one is found out when the upload is finalized.",
                (HttpStatusCode.OK, 3) => null,
                _ => throw new IOException($"a file cannot be sent to a presigned address: {(int)sent}"),
            };
        }
        finally
        {
            await presigning.ForgetAsync(key, CancellationToken.None);
        }
    }

    private static async Task<HttpStatusCode> PutAsync(HttpClient client, Uri address, byte[] bytes, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await client.PutAsync(address, content, cancellationToken);
        return answer.StatusCode;
    }

    private async Task<StoredPart> SendAsync(PartsUpload upload, int number, CancellationToken cancellationToken)
    {
        using var part = new PartBuffer(S3Options.LeastPartBytes);
        part.Append(new byte[S3Options.LeastPartBytes]);
        return await multipart.SendAsync(upload, number, part, cancellationToken);
    }

    private async Task<bool> CompletesAsync(PartsUpload upload, StoredPart[] parts, string? condition, CancellationToken cancellationToken)
    {
        try
        {
            var request = new CompleteMultipartUploadRequest
            {
                BucketName = Bucket,
                Key = upload.Name,
                UploadId = upload.Id,
                PartETags = [.. parts.Select(part => new PartETag(part.Number, part.ETag))],
                IfNoneMatch = condition,
            };
            await Client.CompleteMultipartUploadAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception refused) when (refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotImplemented)
        {
            return false;
        }
    }

    private async Task RemoveAsync(string name)
    {
        await multipart.AbortAllAsync(name, CancellationToken.None);
        await bucket.DeleteAsync(name, CancellationToken.None);
    }
}

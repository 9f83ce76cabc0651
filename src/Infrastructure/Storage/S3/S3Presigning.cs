using Amazon.S3;
using Amazon.S3.Model;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>Signs addresses of the store as clients reach it, and keeps what they send apart, in a folder that no key of ours can name.</summary>
internal sealed class S3Presigning : IDisposable
{
    private const string Folder = ".sent/";

    private readonly S3Bucket bucket;
    private readonly S3Connection? clients;

    public S3Presigning(S3Options options, S3Bucket bucket)
    {
        this.bucket = bucket;
        clients = options.PublicEndpoint.Length > 0 ? new S3Connection(options, options.PublicEndpoint) : null;
    }

    /// <summary>Whether clients can reach the store.</summary>
    public bool IsOpen => clients is not null;

    private string Root => bucket.Options.Prefix + Folder;

    /// <summary>Where what was sent for a key lies.</summary>
    public string NameOf(ObjectKey key) => Root + key.Value;

    public Uri? SignPut(ObjectKey key, long length, TimeSpan goodFor)
    {
        var request = Request(HttpVerb.PUT, NameOf(key), goodFor);
        request.Headers.ContentLength = length;
        return Sign(request);
    }

    public Uri? SignGet(string name, TimeSpan goodFor) => Sign(Request(HttpVerb.GET, name, goodFor));

    public Task<Stream?> OpenAsync(ObjectKey key, CancellationToken cancellationToken) => S3ReadStream.OpenAsync(bucket, NameOf(key), cancellationToken);

    public Task ForgetAsync(ObjectKey key, CancellationToken cancellationToken) => bucket.DeleteAsync(NameOf(key), cancellationToken);

    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        await foreach (var old in bucket.ListAsync(Root, cancellationToken).Where(sent => sent.ModifiedAt < before))
        {
            await bucket.DeleteAsync(old.Name, cancellationToken);
            forgotten++;
        }

        return forgotten;
    }

    public void Dispose() => clients?.Dispose();

    private GetPreSignedUrlRequest Request(HttpVerb verb, string name, TimeSpan goodFor) => new()
    {
        BucketName = bucket.Options.Bucket,
        Key = name,
        Verb = verb,
        // By the clock that the store compares with, whatever clock the server has.
        Expires = TimeProvider.System.GetUtcNow().Add(goodFor).UtcDateTime,
        Protocol = clients is { IsEncrypted: true } ? Protocol.HTTPS : Protocol.HTTP,
    };

    private Uri? Sign(GetPreSignedUrlRequest request) => clients is null ? null : new Uri(clients.Client.GetPreSignedURL(request));
}

using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.Doctor;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>Objects in a bucket, a key being a name behind the prefix. What is longer than a part is sent in parts, several at once.</summary>
internal sealed class S3ObjectStorage : IObjectStorage, IObjectAppending, IPresignedObjects, IStoreTrials, IDisposable
{
    private readonly S3Connection connection;
    private readonly S3Bucket bucket;
    private readonly S3Multipart multipart;
    private readonly S3Unfinished unfinished;
    private readonly S3Appending appending;
    private readonly S3Presigning presigning;

    public S3ObjectStorage(S3Options options)
    {
        connection = new S3Connection(options, options.Endpoint);
        bucket = new S3Bucket(connection);
        multipart = new S3Multipart(connection, bucket);
        unfinished = new S3Unfinished(bucket, multipart);
        appending = new S3Appending(bucket, multipart, unfinished);
        presigning = new S3Presigning(options, bucket);
    }

    public string Description => $"the bucket {Options.Bucket} at {Options.Endpoint}";

    public IEnumerable<StorageTrial> Trials => new S3Trials(connection, bucket, multipart, presigning).All;

    private S3Options Options => connection.Options;

    public async Task<long> PutAsync(ObjectKey key, Stream content, CancellationToken cancellationToken)
    {
        var first = new PartBuffer(Options.PartBytes);
        try
        {
            if (!await first.FillAsync(content, cancellationToken))
            {
                var full = first;
                first = null;
                return await PutInPartsAsync(key, full, content, cancellationToken);
            }

            await using var all = first.Open();
            return await bucket.TryCreateAsync(unfinished.NameOf(key), all, cancellationToken) ? first.Length : throw Exists(key);
        }
        finally
        {
            first?.Dispose();
        }
    }

    public Task<Stream?> OpenAsync(ObjectKey key, CancellationToken cancellationToken) =>
        S3ReadStream.OpenAsync(bucket, unfinished.NameOf(key), cancellationToken);

    public Task<IObjectAppender?> OpenForAppendAsync(ObjectKey key, long length, CancellationToken cancellationToken) =>
        appending.OpenAsync(key, length, cancellationToken);

    public async Task<long?> StatAsync(ObjectKey key, CancellationToken cancellationToken) =>
        (await bucket.HeadAsync(unfinished.NameOf(key), cancellationToken))?.Size;

    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await unfinished.ClearAsync(key, cancellationToken);
        if (presigning.IsOpen)
        {
            await presigning.ForgetAsync(key, cancellationToken);
        }

        await bucket.DeleteAsync(unfinished.NameOf(key), cancellationToken);
    }

    public Uri? SignPut(ObjectKey key, long length, TimeSpan goodFor) => presigning.SignPut(key, length, goodFor);

    public Uri? SignGet(ObjectKey key, TimeSpan goodFor) => presigning.SignGet(unfinished.NameOf(key), goodFor);

    public Task<Stream?> OpenSentAsync(ObjectKey key, CancellationToken cancellationToken) => presigning.OpenAsync(key, cancellationToken);

    public Task ForgetSentAsync(ObjectKey key, CancellationToken cancellationToken) => presigning.ForgetAsync(key, cancellationToken);

    public Task<int> ForgetSentAsync(DateTimeOffset before, CancellationToken cancellationToken) => presigning.ForgetAsync(before, cancellationToken);

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken) =>
        bucket.ListAsync(Options.Prefix + prefix, cancellationToken)
            .Select(found => (Key: S3Keys.Read(found.Name[Options.Prefix.Length..]), Found: found))
            .Where(one => one.Key is not null)
            .Select(one => new StoredObject(one.Key!.Value, one.Found.Size, one.Found.ModifiedAt));

    public IAsyncEnumerable<StoredObject> ListUnfinishedAsync(string prefix, CancellationToken cancellationToken) =>
        unfinished.ListAsync(prefix, cancellationToken);

    public void Dispose()
    {
        presigning.Dispose();
        connection.Dispose();
    }

    private static IOException Exists(ObjectKey key) => new($"Object {key} exists already, or is being written.");

    private async Task<long> PutInPartsAsync(ObjectKey key, PartBuffer first, Stream content, CancellationToken cancellationToken)
    {
        // The claim keeps other writers away, and lets whoever deletes the key find what was left.
        using (var claim = new MemoryStream("{}"u8.ToArray()))
        {
            if (!await unfinished.TryRecordAsync(key, 1, claim, cancellationToken))
            {
                first.Dispose();
                throw Exists(key);
            }
        }

        try
        {
            var length = await SendAsync(key, first, content, cancellationToken);
            if (!await unfinished.HasRecordAsync(key, 1, cancellationToken))
            {
                // Deleted meanwhile, maybe before it was there.
                await bucket.DeleteAsync(unfinished.NameOf(key), cancellationToken);
                throw new IOException($"Object {key} was deleted while it was written.");
            }

            await unfinished.RemoveRecordAsync(key, 1, cancellationToken);
            return length;
        }
        catch
        {
            await TidyAsync(key);
            throw;
        }
    }

    private async Task<long> SendAsync(ObjectKey key, PartBuffer first, Stream content, CancellationToken cancellationToken)
    {
        var upload = await BeginAsync(key, first, cancellationToken);
        await using var sender = new PartSender(multipart, upload, Options.ParallelParts);
        var (length, part, isLast) = ((long)first.Length, first, false);
        for (var number = 1; part is not null; number++)
        {
            await sender.AddAsync(number, part, cancellationToken);
            part = null;
            if (!isLast)
            {
                part = await NextAsync(content, cancellationToken);
                isLast = part is { IsFull: false };
                length += part?.Length ?? 0;
            }
        }

        var parts = await Task.WhenAll(sender.Sent);
        return await multipart.TryCompleteAsync(upload, parts, cancellationToken) ? length : throw Exists(key);
    }

    private async Task<PartsUpload> BeginAsync(ObjectKey key, PartBuffer first, CancellationToken cancellationToken)
    {
        try
        {
            return await bucket.HeadAsync(unfinished.NameOf(key), cancellationToken) is null
                ? await multipart.BeginAsync(unfinished.NameOf(key), cancellationToken)
                : throw Exists(key);
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    /// <summary>Null when nothing more comes.</summary>
    private async Task<PartBuffer?> NextAsync(Stream content, CancellationToken cancellationToken)
    {
        var part = new PartBuffer(Options.PartBytes);
        try
        {
            await part.FillAsync(content, cancellationToken);
        }
        catch
        {
            part.Dispose();
            throw;
        }

        if (part.Length > 0)
        {
            return part;
        }

        part.Dispose();
        return null;
    }

    // What fails here, too, whoever deletes the key does: the claim is still there.
    private async Task TidyAsync(ObjectKey key)
    {
        try
        {
            await unfinished.ClearAsync(key, CancellationToken.None);
        }
        catch (IOException)
        {
            // The store is away: its first failure is the one to tell of.
        }
    }
}

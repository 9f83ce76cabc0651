using System.Globalization;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>
/// What lies beside an object that is not finished, in a folder that no key of ours can name: its records, of which the one with the highest
/// number counts and each is written once, so that of two writers one finds out; and the bytes that are no whole part yet.
/// </summary>
internal sealed class S3Unfinished(S3Bucket bucket, S3Multipart multipart)
{
    private const string Folder = ".unfinished/";
    private const string RecordSuffix = ".json";

    public string NameOf(ObjectKey key) => bucket.Options.Prefix + key.Value;

    public string NewTail(ObjectKey key) => $"{FolderOf(key)}tail-{NanoId.New()}";

    /// <summary>False when there is such a record already.</summary>
    public Task<bool> TryRecordAsync(ObjectKey key, long number, Stream content, CancellationToken cancellationToken) =>
        bucket.TryCreateAsync(RecordOf(key, number), content, cancellationToken);

    public async Task<bool> HasRecordAsync(ObjectKey key, long number, CancellationToken cancellationToken) =>
        await bucket.HeadAsync(RecordOf(key, number), cancellationToken) is not null;

    public Task RemoveRecordAsync(ObjectKey key, long number, CancellationToken cancellationToken) =>
        bucket.DeleteAsync(RecordOf(key, number), cancellationToken);

    /// <summary>The number of the record that counts; 0 when there is none.</summary>
    public async Task<long> LatestAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var latest = 0L;
        await foreach (var found in bucket.ListAsync(FolderOf(key), cancellationToken))
        {
            latest = NumberOf(found.Name) ?? latest;
        }

        return latest;
    }

    public Task<Stream?> OpenRecordAsync(ObjectKey key, long number, CancellationToken cancellationToken) =>
        S3ReadStream.OpenAsync(bucket, RecordOf(key, number), cancellationToken);

    /// <summary>Removes all that an unfinished object has left, and nothing that is another object's.</summary>
    public async Task ClearAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var left = await bucket.ListAsync(FolderOf(key), cancellationToken).Select(found => found.Name).ToListAsync(cancellationToken);
        if (left.Count > 0)
        {
            await multipart.AbortAllAsync(NameOf(key), cancellationToken);
        }

        // The records last: as long as one is there, the rest can be found again.
        foreach (var name in left.OrderBy(name => NumberOf(name) is not null))
        {
            await bucket.DeleteAsync(name, cancellationToken);
        }
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoredObject? current = null;
        await foreach (var found in bucket.ListAsync(Root + prefix, cancellationToken))
        {
            if (KeyOf(found.Name) is not { } key)
            {
                continue;
            }

            if (current is not null && current.Key != key)
            {
                yield return await WithPartsAsync(current, cancellationToken);
                current = null;
            }

            var size = NumberOf(found.Name) is null ? found.Size : 0;
            current = current is null
                ? new StoredObject(key, size, found.ModifiedAt)
                : current with { Size = current.Size + size, ModifiedAt = found.ModifiedAt > current.ModifiedAt ? found.ModifiedAt : current.ModifiedAt };
        }

        if (current is not null)
        {
            yield return await WithPartsAsync(current, cancellationToken);
        }
    }

    private string Root => bucket.Options.Prefix + Folder;

    private string FolderOf(ObjectKey key) => $"{Root}{key.Value}/";

    private string RecordOf(ObjectKey key, long number) =>
        FolderOf(key) + number.ToString("D10", CultureInfo.InvariantCulture) + RecordSuffix;

    private async Task<StoredObject> WithPartsAsync(StoredObject left, CancellationToken cancellationToken)
    {
        var (bytes, at) = await multipart.MeasureAsync(NameOf(left.Key), cancellationToken);
        return left with { Size = left.Size + bytes, ModifiedAt = at > left.ModifiedAt ? at.Value : left.ModifiedAt };
    }

    private ObjectKey? KeyOf(string name)
    {
        var path = name[Root.Length..];
        return path.LastIndexOf('/') is var slash and > 0 ? S3Keys.Read(path[..slash]) : null;
    }

    private static long? NumberOf(string name) =>
        name.EndsWith(RecordSuffix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(name.LastIndexOf('/') + 1)[..^RecordSuffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

internal static class S3Keys
{
    /// <summary>Null for what is no object of ours: others may keep things in the bucket, too.</summary>
    public static ObjectKey? Read(string text)
    {
        try
        {
            return ObjectKey.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

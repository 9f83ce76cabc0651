using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Storage.Moving;

/// <summary>
/// Two stores as one while objects are moved from the source to the target. What is new goes to the target; what is read is looked for in both;
/// what is deleted goes from both. Nobody notices when an object changes its place.
/// </summary>
internal sealed class MovingStorage(IObjectStorage target, IObjectStorage source) : IObjectStorage, IObjectAppending, IPresignedObjects
{
    public IObjectStorage Target => target;

    public IObjectStorage Source => source;

    public Task<long> PutAsync(ObjectKey key, Stream content, CancellationToken cancellationToken) => target.PutAsync(key, content, cancellationToken);

    // Back to the target in the end: between the first two looks the object may have been taken away from the source, having been copied before.
    public async Task<Stream?> OpenAsync(ObjectKey key, CancellationToken cancellationToken) =>
        await target.OpenAsync(key, cancellationToken) ?? await source.OpenAsync(key, cancellationToken) ?? await target.OpenAsync(key, cancellationToken);

    public async Task<long?> StatAsync(ObjectKey key, CancellationToken cancellationToken) =>
        await target.StatAsync(key, cancellationToken) ?? await source.StatAsync(key, cancellationToken) ?? await target.StatAsync(key, cancellationToken);

    // The source first: whoever copies the object looks at the source again afterwards, and takes the copy back when it is gone.
    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await source.DeleteAsync(key, cancellationToken);
        await target.DeleteAsync(key, cancellationToken);
    }

    /// <summary>An object that changes its place meanwhile may be listed twice, but is never left out.</summary>
    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var stored in source.ListAsync(prefix, cancellationToken))
        {
            yield return stored;
        }

        await foreach (var stored in target.ListAsync(prefix, cancellationToken))
        {
            if (await source.StatAsync(stored.Key, cancellationToken) is null)
            {
                yield return stored;
            }
        }
    }

    public IAsyncEnumerable<StoredObject> ListUnfinishedAsync(string prefix, CancellationToken cancellationToken) =>
        source.ListUnfinishedAsync(prefix, cancellationToken).Concat(target.ListUnfinishedAsync(prefix, cancellationToken));

    /// <summary>What began in the source goes on there until it is whole.</summary>
    public async Task<IObjectAppender?> OpenForAppendAsync(ObjectKey key, long length, CancellationToken cancellationToken)
    {
        var fresh = await Appending(target).OpenForAppendAsync(key, length, cancellationToken);
        if (fresh is null || length == 0 || fresh.Length > 0)
        {
            return fresh;
        }

        var older = await Appending(source).OpenForAppendAsync(key, length, cancellationToken);
        if (older is { Length: 0 })
        {
            await older.DiscardAsync();
            return fresh;
        }

        await fresh.DiscardAsync();
        return older;
    }

    public Uri? SignPut(ObjectKey key, long length, TimeSpan goodFor) => (target as IPresignedObjects)?.SignPut(key, length, goodFor);

    /// <summary>None: the object may change its place while the address is good.</summary>
    public Uri? SignGet(ObjectKey key, TimeSpan goodFor) => null;

    /// <summary>From either: an address of the source may have been given out before the move began.</summary>
    public async Task<Stream?> OpenSentAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        foreach (var store in Presigned)
        {
            if (await store.OpenSentAsync(key, cancellationToken) is { } sent)
            {
                return sent;
            }
        }

        return null;
    }

    public async Task ForgetSentAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        foreach (var store in Presigned)
        {
            await store.ForgetSentAsync(key, cancellationToken);
        }
    }

    public async Task<int> ForgetSentAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        foreach (var store in Presigned)
        {
            forgotten += await store.ForgetSentAsync(before, cancellationToken);
        }

        return forgotten;
    }

    private IEnumerable<IPresignedObjects> Presigned => new[] { target, source }.OfType<IPresignedObjects>();

    private static IObjectAppending Appending(IObjectStorage storage) => (IObjectAppending)storage;
}

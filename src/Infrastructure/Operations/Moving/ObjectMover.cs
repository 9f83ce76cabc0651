using System.Collections.Concurrent;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.Moving;

namespace Picora.Infrastructure.Operations.Moving;

/// <summary>Copies objects one by one from a source to a target, and removes what both have from the source.</summary>
/// <param name="needOf">What rows say of an object: one that is needed is never removed from the target.</param>
internal sealed class ObjectMover(MovingStorage stores, InFlight inFlight, Func<ObjectKey, Task<ObjectNeed>> needOf, IProgress<OperationProgress> progress)
{
    private readonly IObjectStorage target = stores.Target;
    private readonly IObjectStorage source = stores.Source;
    private readonly ConcurrentDictionary<ObjectKey, Finding> findings = new();
    private long copied;
    private long bytes;
    private long removed;

    public long Copied => copied;

    public long Bytes => bytes;

    public long Removed => removed;

    public IReadOnlyList<Finding> Findings => [.. findings.Values];

    /// <summary>
    /// Looks after a copy that was made, or broken off. An object that was deleted while it was copied has come back to life in the target.
    /// </summary>
    public async Task RecoverAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var isWhole = await target.StatAsync(key, cancellationToken) is not null;
        if (!isWhole ? await needOf(key) is not ObjectNeed.Arriving : await source.StatAsync(key, cancellationToken) is null && await needOf(key) is ObjectNeed.None)
        {
            await target.DeleteAsync(key, cancellationToken);
        }

        inFlight.Remove(key);
    }

    public async Task CopyAsync(StoredObject stored, CancellationToken cancellationToken)
    {
        findings.TryRemove(stored.Key, out _);
        if (await target.StatAsync(stored.Key, cancellationToken) is { } there)
        {
            if (there != stored.Size)
            {
                findings[stored.Key] = Finding.Conflict(stored.Key.Value, $"It has {stored.Size} bytes in the source and {there} in the target.");
            }

            return;
        }

        inFlight.Add(stored.Key);
        try
        {
            await TransferAsync(stored.Key, cancellationToken);
        }
        catch (IOException exception) when (exception is not FileNotFoundException)
        {
            // Somebody writes to the same key, or the store refuses; the next round sees.
            findings[stored.Key] = Finding.Conflict(stored.Key.Value, exception.Message);
        }
        catch (FileNotFoundException)
        {
            // Deleted while it was written.
        }

        await RecoverAsync(stored.Key, cancellationToken);
    }

    /// <summary>Removes the object from the source when the target has the very same.</summary>
    public async Task RemoveAsync(StoredObject stored, CancellationToken cancellationToken)
    {
        var (here, there) = (await HashAsync(source, stored.Key, cancellationToken), await HashAsync(target, stored.Key, cancellationToken));
        if (here is null)
        {
            return;
        }

        if (here != there)
        {
            findings[stored.Key] = Finding.Conflict(stored.Key.Value, there is null ? "It is not in the target." : "Its content differs between source and target.");
            return;
        }

        await source.DeleteAsync(stored.Key, cancellationToken);
        progress.Report(new OperationProgress("removing from the source", Interlocked.Increment(ref removed), null, 0));
    }

    private async Task TransferAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await using var content = await source.OpenAsync(key, cancellationToken);
        if (content is null)
        {
            return;
        }

        await using var hashed = new HashedStream(content);
        var length = await target.PutAsync(key, hashed, cancellationToken);
        if (await HashAsync(target, key, cancellationToken) is { } written && written != hashed.Finish())
        {
            await target.DeleteAsync(key, cancellationToken);
            throw new IOException("What the target gives back is not what was written to it.");
        }

        progress.Report(new OperationProgress("copying objects", Interlocked.Increment(ref copied), null, Interlocked.Add(ref bytes, length)));
    }

    private static async Task<ContentHash?> HashAsync(IObjectStorage storage, ObjectKey key, CancellationToken cancellationToken)
    {
        await using var content = await storage.OpenAsync(key, cancellationToken);
        return content is null ? null : (await HashedStream.OfAsync(content, cancellationToken)).Hash;
    }
}

/// <summary>Why an object must be there.</summary>
internal enum ObjectNeed
{
    None,

    /// <summary>A row refers to it.</summary>
    Referred,

    /// <summary>It is being uploaded, and may be unfinished.</summary>
    Arriving,
}

using System.Collections.Concurrent;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>Brings the objects of one snapshot into the folder of backups: those that it has not, and no others.</summary>
internal sealed class BackupObjects(
    IObjectStorage live, LocalObjectStorage kept, IReadOnlyDictionary<ObjectKey, ContentHash> before, IProgress<OperationProgress> progress)
{
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<ObjectKey, ContentHash> hashes = new();
    private readonly ConcurrentQueue<Finding> findings = new();
    private long done;
    private long bytes;
    private long copied;

    public IReadOnlyDictionary<ObjectKey, ContentHash> Hashes => hashes;

    public IReadOnlyList<Finding> Findings => [.. findings];

    public long Bytes => bytes;

    public long Copied => copied;

    public Task RunAsync(IAsyncEnumerable<ObjectReference> references, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        references,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (reference, token) => await BringAsync(reference, token));

    private async Task BringAsync(ObjectReference reference, CancellationToken cancellationToken)
    {
        if (await FindAsync(reference, cancellationToken) is { } hash)
        {
            hashes[reference.Key] = hash;
            Interlocked.Add(ref bytes, reference.Size);
            if (reference.Hash is { } right && right != hash)
            {
                findings.Enqueue(Finding.Altered(reference.Key.Value, $"{reference.Owner}: its content is not what the row says."));
            }
        }
        else
        {
            findings.Enqueue(Finding.Missing(reference.Key.Value, $"{reference.Owner}: it is not in the storage."));
        }

        progress.Report(new OperationProgress("copying objects", Interlocked.Increment(ref done), null, Interlocked.Read(ref bytes)));
    }

    private async Task<ContentHash?> FindAsync(ObjectReference reference, CancellationToken cancellationToken)
    {
        if (await kept.StatAsync(reference.Key, cancellationToken) is { } size)
        {
            // A run that was cut off has left it, or a snapshot before this one has it; keys are written once, so it is the same.
            var hash = before.TryGetValue(reference.Key, out var known) && size == reference.Size
                ? known
                : (await HashedStream.OfAsync((await kept.OpenAsync(reference.Key, cancellationToken))!, cancellationToken)).Hash;
            if (size == reference.Size && (reference.Hash is null || reference.Hash == hash))
            {
                return hash;
            }
        }

        // Not what the row says (perhaps the live one is), or what a run that was cut off has begun.
        await kept.DeleteAsync(reference.Key, cancellationToken);
        return await CopyAsync(reference.Key, cancellationToken);
    }

    private async Task<ContentHash?> CopyAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await using var source = await live.OpenAsync(key, cancellationToken);
        if (source is null)
        {
            return null;
        }

        await using var hashed = new HashedStream(source);
        await kept.PutAsync(key, hashed, cancellationToken);
        Interlocked.Increment(ref copied);
        return hashed.Finish();
    }
}

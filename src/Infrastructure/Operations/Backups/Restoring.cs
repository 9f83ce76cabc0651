using System.Collections.Concurrent;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>Puts objects of a backup into a storage and counts them.</summary>
internal sealed class Restoring(IObjectStorage storage, ConcurrentQueue<Finding> findings, IProgress<OperationProgress> progress, long total)
{
    private long done;
    private long bytes;

    public ConcurrentQueue<Finding> Findings => findings;

    public long Done => done;

    public long Bytes => bytes;

    public async Task PutAsync(LocalObjectStorage kept, ObjectKey key, ContentHash right, CancellationToken cancellationToken)
    {
        await using var content = await kept.OpenAsync(key, cancellationToken);
        if (content is null)
        {
            findings.Enqueue(Finding.Missing(key.Value, "It is not in the backup."));
            return;
        }

        // From a run that was cut off; what was put is whole.
        if (await storage.StatAsync(key, cancellationToken) != content.Length)
        {
            await storage.DeleteAsync(key, cancellationToken);
            await using var hashed = new HashedStream(content);
            await storage.PutAsync(key, hashed, cancellationToken);
            if (hashed.Finish() != right)
            {
                await storage.DeleteAsync(key, cancellationToken);
                findings.Enqueue(Finding.Altered(key.Value, "Its hash is not the one in SHA256SUMS; it was not restored."));
                return;
            }
        }

        Interlocked.Add(ref bytes, content.Length);
        progress.Report(new OperationProgress("restoring objects", Interlocked.Increment(ref done), total, Interlocked.Read(ref bytes)));
    }
}

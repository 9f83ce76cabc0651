using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>
/// The records of one unfinished object in the hands of one writer. Each has the next number, and is written only where there is none of that
/// number: a writer that was taken for dead, and whose place another one has taken, fails at its next record.
/// </summary>
internal sealed class S3Ledger(AppenderScene scene, S3Progress progress, long record) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly StoredTail? opening = progress.Newest;
    private long record = record;
    private volatile bool isLost;

    /// <summary>What is durable.</summary>
    public S3Progress Durable { get; private set; } = progress;

    /// <exception cref="IOException">Another writer has the object.</exception>
    public void ThrowIfLost()
    {
        if (isLost)
        {
            throw new IOException($"Another writer has taken over the unfinished object {scene.Key}.");
        }
    }

    /// <summary>Makes the parts and the tail what counts.</summary>
    /// <exception cref="IOException">Another writer has the object, or the store is away.</exception>
    public async Task SaveAsync(PartsUpload? upload, IReadOnlyList<StoredPart> parts, PartBuffer tail)
    {
        await turn.WaitAsync();
        try
        {
            var before = Durable.Tails;
            var start = parts.Sum(part => part.Size);
            var fresh = tail.Length > 0 ? await StoreAsync(start, tail) : null;
            // The tail before serves a caller that dies before it notes this length; the one of the opening serves a cut.
            StoredTail?[] wanted = [fresh, Durable.Newest, opening];
            StoredTail[] kept = [.. wanted.OfType<StoredTail>().Distinct()];
            await WriteAsync(Durable with { Upload = upload ?? Durable.Upload, Parts = parts, Tails = kept });
            foreach (var old in before.Except(kept))
            {
                await scene.Bucket.DeleteAsync(old.Name, CancellationToken.None);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Whether the record that was written last is still there: else somebody has deleted the object.</summary>
    public Task<bool> IsCurrentAsync() => scene.Unfinished.HasRecordAsync(scene.Key, record, CancellationToken.None);

    public void Dispose() => turn.Dispose();

    private async Task<StoredTail> StoreAsync(long start, PartBuffer tail)
    {
        var name = scene.Unfinished.NewTail(scene.Key);
        await using var content = tail.Open();
        return await scene.Bucket.TryCreateAsync(name, content, CancellationToken.None)
            ? new StoredTail(name, start, tail.Length)
            : throw new IOException($"The object {name} exists already.");
    }

    private async Task WriteAsync(S3Progress progress)
    {
        await using var content = progress.ToStream();
        if (!await scene.Unfinished.TryRecordAsync(scene.Key, record + 1, content, CancellationToken.None))
        {
            isLost = true;
            ThrowIfLost();
        }

        record++;
        Durable = progress;
        await scene.Unfinished.RemoveRecordAsync(scene.Key, record - 1, CancellationToken.None);
    }
}

using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>What an appender needs of the store, for one key.</summary>
internal sealed record AppenderScene(S3Bucket Bucket, S3Multipart Multipart, S3Unfinished Unfinished, ObjectKey Key)
{
    public string Name => Unfinished.NameOf(Key);
}

/// <summary>
/// An object that grows by parts. Full ones go out while more arrives; a flush waits for them, stores the rest as a tail, and writes a record:
/// with that, and not before, everything is durable, and any node can go on from there.
/// </summary>
internal sealed class S3Appender(AppenderScene scene, S3Ledger ledger, PartBuffer rest) : IObjectAppender
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly List<Task<StoredPart>> parts = [.. ledger.Durable.Parts.Select(Task.FromResult)];
    private PartBuffer rest = rest;
    private PartSender? sender;
    private long partsLength = ledger.Durable.PartsLength;

    private int PartBytes => ledger.Durable.PartBytes;

    public long Length => partsLength + rest.Length;

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ledger.ThrowIfLost();
        await gate.WaitAsync(cancellationToken);
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[rest.Append(bytes.Span)..];
                if (rest.IsFull)
                {
                    await SendRestAsync(cancellationToken);
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task FlushAsync()
    {
        Task<StoredPart>[] sent;
        using var tail = new PartBuffer(PartBytes);
        await gate.WaitAsync();
        try
        {
            sent = [.. parts];
            tail.Append(rest.Content.Span);
        }
        finally
        {
            gate.Release();
        }

        await ledger.SaveAsync(sender?.Upload, await Task.WhenAll(sent), tail);
    }

    public async Task CutAsync(long length)
    {
        await gate.WaitAsync();
        try
        {
            if (length >= partsLength)
            {
                rest.Cut((int)(length - partsLength));
                return;
            }

            var all = await Task.WhenAll(parts);
            var kept = (ledger.Durable with { Parts = all }).CutTo(length);
            rest.Cut(0);
            await S3Tails.ReadAsync(scene.Bucket, kept, length, rest, CancellationToken.None);
            parts.RemoveRange(kept.Parts.Count, parts.Count - kept.Parts.Count);
            partsLength = kept.PartsLength;
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<bool> PublishAsync()
    {
        if (!await ledger.IsCurrentAsync())
        {
            return false;
        }

        var published = parts.Count == 0
            ? await PublishWholeAsync()
            : await PublishPartsAsync();
        // Deleted in this moment, maybe before it was there: then nobody else removes it.
        if (published && !await ledger.IsCurrentAsync())
        {
            await scene.Bucket.DeleteAsync(scene.Name, CancellationToken.None);
            return false;
        }

        if (published)
        {
            await scene.Unfinished.ClearAsync(scene.Key, CancellationToken.None);
        }

        return published;
    }

    public Task DiscardAsync() => scene.Unfinished.ClearAsync(scene.Key, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (sender is not null)
        {
            await sender.DisposeAsync();
        }

        rest.Dispose();
        gate.Dispose();
        ledger.Dispose();
    }

    private async Task<bool> PublishWholeAsync()
    {
        await using var all = rest.Open();
        return await scene.Bucket.TryCreateAsync(scene.Name, all, CancellationToken.None);
    }

    private async Task<bool> PublishPartsAsync()
    {
        if (rest.Length > 0)
        {
            await SendRestAsync(CancellationToken.None);
        }

        var upload = sender?.Upload ?? ledger.Durable.Upload!;
        return await scene.Multipart.TryCompleteAsync(upload, await Task.WhenAll(parts), CancellationToken.None);
    }

    private async Task SendRestAsync(CancellationToken cancellationToken)
    {
        if (sender is null)
        {
            var upload = ledger.Durable.Upload ?? await scene.Multipart.BeginAsync(scene.Name, cancellationToken);
            sender = new PartSender(scene.Multipart, upload, scene.Bucket.Options.ParallelParts);
        }

        var full = rest;
        rest = new PartBuffer(PartBytes);
        partsLength += full.Length;
        await sender.AddAsync(parts.Count + 1, full, cancellationToken);
        parts.Add(sender.Sent[^1]);
    }
}

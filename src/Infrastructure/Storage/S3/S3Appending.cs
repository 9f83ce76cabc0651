using Picora.Application.Abstractions;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Storage.S3;

/// <summary>Opens unfinished objects for their next writer, on whatever node the last one was.</summary>
internal sealed class S3Appending(S3Bucket bucket, S3Multipart multipart, S3Unfinished unfinished)
{
    /// <summary>Null when another writer opens it in this moment. Whether one has it open the store cannot tell; it finds out at its next record.</summary>
    public async Task<IObjectAppender?> OpenAsync(ObjectKey key, long length, CancellationToken cancellationToken)
    {
        var scene = new AppenderScene(bucket, multipart, unfinished, key);
        var published = await bucket.HeadAsync(scene.Name, cancellationToken);
        return published switch
        {
            null => await ResumeAsync(scene, length, cancellationToken),
            { Size: var size } when size <= length => new S3Published(size),
            { Size: var size } => await UnpublishAsync(scene, size, length, cancellationToken),
        };
    }

    private static async Task<S3Appender?> ResumeAsync(AppenderScene scene, long length, CancellationToken cancellationToken)
    {
        var record = await scene.Unfinished.LatestAsync(scene.Key, cancellationToken);
        var found = record == 0 ? Fresh(scene) : await ReadAsync(scene, record, cancellationToken);
        if (found is null)
        {
            return null;
        }

        var progress = found.CutTo(length);
        if (progress.Parts.Count == 0 && found.Upload is { } upload)
        {
            // No part of it is wanted.
            await scene.Multipart.AbortAsync(upload, cancellationToken);
            progress = progress with { Upload = null };
        }

        return await TakeOverAsync(scene, progress, record, length, cancellationToken);
    }

    // Its own record is what keeps a writer of the place before from writing another one.
    private static async Task<S3Appender?> TakeOverAsync(
        AppenderScene scene, S3Progress progress, long record, long length, CancellationToken cancellationToken)
    {
        await using (var content = progress.ToStream())
        {
            if (!await scene.Unfinished.TryRecordAsync(scene.Key, record + 1, content, cancellationToken))
            {
                return null;
            }
        }

        if (record > 0)
        {
            await scene.Unfinished.RemoveRecordAsync(scene.Key, record, cancellationToken);
        }

        var rest = new PartBuffer(progress.PartBytes);
        try
        {
            await S3Tails.ReadAsync(scene.Bucket, progress, length, rest, cancellationToken);
            return new S3Appender(scene, new S3Ledger(scene, progress, record + 1), rest);
        }
        catch
        {
            rest.Dispose();
            throw;
        }
    }

    private static S3Progress Fresh(AppenderScene scene) => S3Progress.Begin(scene.Bucket.Options.PartBytes);

    private static async Task<S3Progress?> ReadAsync(AppenderScene scene, long record, CancellationToken cancellationToken)
    {
        // Null when it went between the list and now: somebody else is at it.
        await using var content = await scene.Unfinished.OpenRecordAsync(scene.Key, record, cancellationToken);
        return content is null ? null : await S3Progress.ReadAsync(content, cancellationToken) ?? Fresh(scene);
    }

    // Its server died between the publishing and noting it, so what of it counts is taken into a new unfinished object.
    private async Task<IObjectAppender?> UnpublishAsync(AppenderScene scene, long size, long length, CancellationToken cancellationToken)
    {
        await unfinished.ClearAsync(scene.Key, cancellationToken);
        var appender = await TakeOverAsync(scene, Fresh(scene), 0, 0, cancellationToken);
        if (appender is null)
        {
            return null;
        }

        try
        {
            await CopyAsync(scene, appender, Math.Min(size, length), cancellationToken);
            await bucket.DeleteAsync(scene.Name, cancellationToken);
            return appender;
        }
        catch
        {
            await appender.DisposeAsync();
            throw;
        }
    }

    private async Task CopyAsync(AppenderScene scene, S3Appender target, long length, CancellationToken cancellationToken)
    {
        await using var source = length > 0 ? await S3ReadStream.OpenAsync(bucket, scene.Name, cancellationToken) : null;
        var buffer = new byte[source is null ? 0 : S3ReadStream.FirstBytes];
        while (target.Length < length)
        {
            var most = (int)Math.Min(buffer.Length, length - target.Length);
            var read = await source!.ReadAsync(buffer.AsMemory(0, most), cancellationToken);
            await target.AppendAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        await target.FlushAsync();
    }
}

internal static class S3Tails
{
    /// <summary>Reads the tail of an unfinished object, as far as it lies before a length.</summary>
    public static async Task ReadAsync(S3Bucket bucket, S3Progress progress, long length, PartBuffer into, CancellationToken cancellationToken)
    {
        if (progress.Newest is not { } tail)
        {
            return;
        }

        await using var content = await S3ReadStream.OpenAsync(bucket, tail.Name, cancellationToken)
            ?? throw new IOException($"The object {tail.Name} is gone.");
        await into.FillAsync(content, cancellationToken);
        into.Cut((int)Math.Min(into.Length, length - tail.Start));
    }
}

/// <summary>An object that was published already and is wanted as it is. Nothing can be added to it.</summary>
internal sealed class S3Published(long length) : IObjectAppender
{
    public long Length => length;

    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        bytes.Length == 0 ? ValueTask.CompletedTask : throw new IOException("The object is published and takes no more bytes.");

    public Task FlushAsync() => Task.CompletedTask;

    public Task CutAsync(long wanted) =>
        wanted == length ? Task.CompletedTask : throw new IOException("The object is published and cannot be cut.");

    public Task<bool> PublishAsync() => Task.FromResult(true);

    public Task DiscardAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using System.Collections.Concurrent;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Security;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>
/// Puts a snapshot into an empty installation: the keys, then the objects, each proved on the way, and the rows last, so that no server starts on
/// half of it. A file in the data folder says what is being restored; with it there, the same snapshot goes on.
/// </summary>
internal sealed class BackupRestorer(DatabaseSnapshots databases, DataFolder data, KeysFolder keys, IObjectStorage storage)
{
    private const int AtOnce = 4;

    private static readonly Error NotEmpty = new(
        ErrorKind.Conflict, "NOT_EMPTY", "This installation holds data already. Restore into an empty data folder, database and storage.");

    private static readonly Error NoSnapshot = Error.NotFound("There is no such snapshot in this folder.");

    public async Task<Result<RestoreReport>> RunAsync(
        BackupFolder folder, string? id, IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        if (folder.Find(id) is not { } snapshot)
        {
            return NoSnapshot;
        }

        var manifest = await Manifest.ReadAsync(snapshot, cancellationToken);
        if (!manifest.IsSuccess)
        {
            return manifest.Error;
        }

        var marker = data.File("restoring");
        if (!await IsOursAsync(marker, snapshot, cancellationToken))
        {
            return NotEmpty;
        }

        await DurableFiles.WriteAsync(marker, Path.GetFileName(snapshot), cancellationToken);
        var run = new Restoring(storage, new ConcurrentQueue<Finding>(), progress, manifest.Value.Objects);
        using var flusher = new DiskFlusher(1);
        var kept = folder.Objects(flusher);
        await Parallel.ForEachAsync(
            Sums.ReadAsync(Path.Combine(snapshot, BackupFolder.SumsFile)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, token) => await PutAsync(folder, kept, run, entry, token));
        if (!run.Findings.IsEmpty)
        {
            return new RestoreReport(Path.GetFileName(snapshot), 0, run.Done, run.Bytes, [.. run.Findings]);
        }

        var rows = await PutRowsAsync(snapshot, progress, cancellationToken);
        File.Delete(marker);
        return new RestoreReport(Path.GetFileName(snapshot), rows, run.Done, run.Bytes, manifest.Value.Findings);
    }

    private async Task<bool> IsOursAsync(string marker, string snapshot, CancellationToken cancellationToken)
    {
        if (!await databases.IsEmptyAsync(cancellationToken))
        {
            return false;
        }

        if (File.Exists(marker))
        {
            return string.Equals((await File.ReadAllTextAsync(marker, cancellationToken)).Trim(), Path.GetFileName(snapshot), StringComparison.Ordinal);
        }

        var hasKeys = Directory.EnumerateFiles(keys.Root, "*", SearchOption.AllDirectories).Any();
        return !hasKeys && !await storage.ListAsync(string.Empty, cancellationToken).AnyAsync(cancellationToken);
    }

    private async Task PutAsync(
        BackupFolder folder, LocalObjectStorage kept, Restoring run, (string Name, ContentHash Hash) entry, CancellationToken cancellationToken)
    {
        if (Sums.KeyOf(entry.Name) is { } key)
        {
            await run.PutAsync(kept, key, entry.Hash, cancellationToken);
            return;
        }

        var file = Path.Combine(folder.Root, entry.Name);
        if (await DamageAsync(file, entry.Hash, cancellationToken) is { } damage)
        {
            run.Findings.Enqueue(damage with { Name = entry.Name });
        }
        else if (Inside(entry.Name, BackupFolder.KeysFolder) is { } keyFile)
        {
            DurableFiles.Copy(file, Path.Combine(keys.Root, keyFile));
        }
    }

    /// <summary>What is wrong with a file; null when it is whole.</summary>
    public static async Task<Finding?> DamageAsync(string file, ContentHash right, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return Finding.Missing(file, "It is not in the backup.");
        }

        await using var content = File.OpenRead(file);
        return (await HashedStream.OfAsync(content, cancellationToken)).Hash == right ? null : Finding.Altered(file, "Its hash is not the one in SHA256SUMS.");
    }

    private async Task<long> PutRowsAsync(string snapshot, IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        // On the data folder's own disk, so that the file only has to be renamed in the end.
        var work = data.File($"restoring-{BackupFolder.DatabaseFile}");
        DurableFiles.Copy(Path.Combine(snapshot, BackupFolder.DatabaseFile), work);
        var rows = await databases.PutAsync(work, progress, cancellationToken);
        File.Delete(work);
        return rows;
    }

    // snapshots/ID/keys/…: what stands behind the folder's name.
    private static string? Inside(string name, string folder)
    {
        var parts = name.Split('/');
        return parts.Length > 3 && string.Equals(parts[2], folder, StringComparison.Ordinal) ? Path.Combine(parts[3..]) : null;
    }
}

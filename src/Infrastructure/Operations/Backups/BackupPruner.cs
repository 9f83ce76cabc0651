using Picora.Application.Abstractions.Operations;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>Removes old snapshots and the objects that no other one needs.</summary>
internal static class BackupPruner
{
    public static async Task<PruneReport> RunAsync(BackupFolder folder, int keep, bool apply, CancellationToken cancellationToken)
    {
        var ids = folder.Ids();
        var old = ids.Take(Math.Max(0, ids.Count - Math.Max(1, keep))).ToList();
        var needed = new HashSet<ObjectKey>();
        foreach (var id in ids.Except(old, StringComparer.Ordinal))
        {
            await foreach (var (name, _) in Sums.ReadAsync(Path.Combine(folder.Find(id)!, BackupFolder.SumsFile)))
            {
                if (Sums.KeyOf(name) is { } key)
                {
                    needed.Add(key);
                }
            }
        }

        // The snapshots first: none may be left that lacks an object.
        foreach (var id in apply ? old : [])
        {
            Directory.Delete(folder.Find(id)!, recursive: true);
        }

        using var flusher = new DiskFlusher(1);
        var objects = folder.Objects(flusher);
        var (count, bytes) = (0L, 0L);
        await foreach (var stored in objects.ListAsync(string.Empty, cancellationToken).Where(stored => !needed.Contains(stored.Key)))
        {
            (count, bytes) = (count + 1, bytes + stored.Size);
            if (apply)
            {
                await objects.DeleteAsync(stored.Key, cancellationToken);
            }
        }

        return new PruneReport(old, count, bytes, apply);
    }
}

using Microsoft.EntityFrameworkCore;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>The rows of a snapshot as this version knows them: of an older version's a temporary copy that was brought up to date.</summary>
internal sealed class SnapshotCopy : IAsyncDisposable
{
    private readonly DirectoryInfo? folder;

    private SnapshotCopy(string file, DirectoryInfo? folder) => (File, this.folder) = (file, folder);

    public string File { get; }

    public static async Task<SnapshotCopy> MakeAsync(string file, CancellationToken cancellationToken)
    {
        await using (var original = DatabaseSnapshots.Open(file))
        {
            if (!(await original.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                return new SnapshotCopy(file, null);
            }
        }

        var temporary = Directory.CreateTempSubdirectory("picora-snapshot-");
        var copy = new SnapshotCopy(Path.Combine(temporary.FullName, BackupFolder.DatabaseFile), temporary);
        DurableFiles.Copy(file, copy.File);
        await using var rows = DatabaseSnapshots.Open(copy.File);
        await rows.Database.MigrateAsync(cancellationToken);
        return copy;
    }

    public ValueTask DisposeAsync()
    {
        folder?.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

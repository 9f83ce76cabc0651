using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Persistence;
using Picora.Infrastructure.Security;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>
/// Makes snapshots: first nobody may remove objects any more, then the rows of one moment, then the keys, then every object that these rows
/// refer to. A snapshot counts once all of it is durable and its folder has its name.
/// </summary>
internal sealed class BackupMaker(
    DatabaseSnapshots databases, KeysFolder keys, IObjectStorage storage, IServiceScopeFactory scopes, TimeProvider time, IOptions<DatabaseOptions> options)
{
    private const int FlushThreads = 4;

    private static readonly Error HoldLost = new(
        ErrorKind.Unavailable, "BACKUP_HOLD_LOST", "The database could not be reached for too long: objects may have been removed meanwhile. Run it again; what was copied stays.");

    public async Task<Result<BackupReport>> RunAsync(BackupFolder folder, IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        var before = await KnownHashesAsync(folder);
        var part = folder.Begin(time.GetUtcNow());
        await using var held = await HeldObjects.PlaceAsync(scopes, time, cancellationToken);
        var database = Path.Combine(part, BackupFolder.DatabaseFile);
        var rows = await databases.TakeAsync(database, progress, cancellationToken);
        if (!rows.IsSuccess)
        {
            Directory.Delete(part, recursive: true);
            return rows.Error;
        }

        CopyKeys(part);
        using var flusher = new DiskFlusher(FlushThreads);
        var objects = new BackupObjects(storage, folder.Objects(flusher), before, progress);
        await using (var snapshot = DatabaseSnapshots.Open(database))
        {
            await objects.RunAsync(new ObjectReferences(snapshot).All(cancellationToken), cancellationToken);
        }

        if (!held.HasHeld)
        {
            return HoldLost;
        }

        await DescribeAsync(folder, part, rows.Value, objects, cancellationToken);
        return new BackupReport(BackupFolder.Complete(part), rows.Value, objects.Hashes.Count, objects.Bytes, objects.Copied, objects.Findings);
    }

    private static async Task<Dictionary<ObjectKey, ContentHash>> KnownHashesAsync(BackupFolder folder)
    {
        var known = new Dictionary<ObjectKey, ContentHash>();
        if (folder.Find(null) is { } newest)
        {
            await foreach (var (name, hash) in Sums.ReadAsync(Path.Combine(newest, BackupFolder.SumsFile)))
            {
                if (Sums.KeyOf(name) is { } key)
                {
                    known[key] = hash;
                }
            }
        }

        return known;
    }

    private void CopyKeys(string part)
    {
        var source = keys.Root;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal)))
        {
            DurableFiles.Copy(file, Path.Combine(part, BackupFolder.KeysFolder, Path.GetRelativePath(source, file)));
        }
    }

    private async Task DescribeAsync(BackupFolder folder, string part, long rows, BackupObjects objects, CancellationToken cancellationToken)
    {
        var final = Path.GetRelativePath(folder.Root, part)[..^".part".Length];
        var files = new List<(string Name, ContentHash Hash)>();
        foreach (var file in Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
        {
            await using var content = File.OpenRead(file);
            files.Add((Path.Combine(final, Path.GetRelativePath(part, file)), (await HashedStream.OfAsync(content, cancellationToken)).Hash));
        }

        var sums = Path.Combine(part, BackupFolder.SumsFile);
        var all = files.Concat(objects.Hashes.Select(entry => (Sums.NameOf(entry.Key), entry.Value))).OrderBy(entry => entry.Item1, StringComparer.Ordinal);
        await Sums.WriteAsync(sums, all, cancellationToken);
        await using var written = File.OpenRead(sums);
        var version = typeof(BackupMaker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty;
        var manifest = new Manifest(
            Manifest.CurrentFormat, time.GetUtcNow(), version, options.Value.Engine.ToString(), rows, objects.Hashes.Count, objects.Bytes,
            (await HashedStream.OfAsync(written, cancellationToken)).Hash.Value, objects.Findings);
        await manifest.WriteAsync(part, cancellationToken);
    }
}

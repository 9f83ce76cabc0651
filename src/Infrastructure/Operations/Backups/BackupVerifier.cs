using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Persistence.Sqlite;

namespace Picora.Infrastructure.Operations.Backups;

/// <summary>
/// Proves a snapshot: the manifest by its hash, SHA256SUMS by the manifest, everything else by SHA256SUMS, and that every object that the rows
/// refer to is among it.
/// </summary>
internal sealed class BackupVerifier(IVerifiedBackups verified, TimeProvider time)
{
    private const int AtOnce = 4;

    public async Task<Result<CheckReport>> RunAsync(
        BackupFolder folder, string? id, IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        if (folder.Find(id) is not { } snapshot)
        {
            return Error.NotFound("There is no such snapshot in this folder.");
        }

        var manifest = await Manifest.ReadAsync(snapshot, cancellationToken);
        if (!manifest.IsSuccess)
        {
            return new CheckReport(1, 0, [Finding.Altered(Path.GetFileName(snapshot), manifest.Error.Message)]);
        }

        var sums = Path.Combine(snapshot, BackupFolder.SumsFile);
        if (await BackupRestorer.DamageAsync(sums, ContentHash.Parse(manifest.Value.Sums)!.Value, cancellationToken) is { } damage)
        {
            return new CheckReport(1, 0, [damage with { Detail = "Its hash is not the one in the manifest." }]);
        }

        var report = await ReadAllAsync(folder, sums, progress, cancellationToken);
        if (report.IsSound)
        {
            report = report with { Findings = [.. await CompareRowsAsync(snapshot, manifest.Value, cancellationToken)] };
        }

        if (report.IsSound)
        {
            verified.Note(time.GetUtcNow());
        }

        return report;
    }

    private static async Task<CheckReport> ReadAllAsync(
        BackupFolder folder, string sums, IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        var (findings, done, bytes) = (new ConcurrentQueue<Finding>(), 0L, 0L);
        await Parallel.ForEachAsync(
            Sums.ReadAsync(sums),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, token) =>
            {
                var file = Path.Combine(folder.Root, entry.Name);
                if (await BackupRestorer.DamageAsync(file, entry.Hash, token) is { } damage)
                {
                    findings.Enqueue(damage with { Name = entry.Name });
                }
                else
                {
                    Interlocked.Add(ref bytes, new FileInfo(file).Length);
                }

                progress.Report(new OperationProgress("reading", Interlocked.Increment(ref done), null, Interlocked.Read(ref bytes)));
            });
        return new CheckReport(done, bytes, [.. findings]);
    }

    private static async Task<List<Finding>> CompareRowsAsync(string snapshot, Manifest manifest, CancellationToken cancellationToken)
    {
        var known = manifest.Findings.Where(finding => finding.Kind is "missing").Select(finding => finding.Name).ToHashSet(StringComparer.Ordinal);
        await foreach (var (name, _) in Sums.ReadAsync(Path.Combine(snapshot, BackupFolder.SumsFile)).WithCancellation(cancellationToken))
        {
            if (Sums.KeyOf(name) is { } key)
            {
                known.Add(key.Value);
            }
        }

        await using var copy = await SnapshotCopy.MakeAsync(Path.Combine(snapshot, BackupFolder.DatabaseFile), cancellationToken);
        await using var rows = DatabaseSnapshots.Open(copy.File);
        var findings = await DamagesAsync(rows, cancellationToken);
        await foreach (var reference in new ObjectReferences(rows).All(cancellationToken))
        {
            if (!known.Contains(reference.Key.Value))
            {
                findings.Add(Finding.Missing(reference.Key.Value, $"{reference.Owner}: the rows refer to it, and it is not in the backup."));
            }
        }

        return findings;
    }

    private static async Task<List<Finding>> DamagesAsync(SqlitePicoraDbContext rows, CancellationToken cancellationToken)
    {
        var lines = await rows.Database.SqlQuery<string>($"SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync(cancellationToken);
        return [.. lines.Where(line => line is not "ok").Select(line => Finding.Altered(BackupFolder.DatabaseFile, line))];
    }
}

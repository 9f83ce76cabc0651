using Picora.Application.Abstractions.Operations;
using Picora.Domain;

namespace Picora.Infrastructure.Operations.Backups;

internal sealed class Backups(BackupMaker maker, BackupRestorer restorer, BackupVerifier verifier) : IBackups
{
    public Task<Result<BackupReport>> CreateAsync(string folder, IProgress<OperationProgress> progress, CancellationToken cancellationToken) =>
        maker.RunAsync(new BackupFolder(folder), progress, cancellationToken);

    public Task<PruneReport> PruneAsync(string folder, int keep, bool apply, CancellationToken cancellationToken) =>
        BackupPruner.RunAsync(new BackupFolder(folder), keep, apply, cancellationToken);

    public Task<Result<RestoreReport>> RestoreAsync(
        string folder, string? snapshot, IProgress<OperationProgress> progress, CancellationToken cancellationToken) =>
        restorer.RunAsync(new BackupFolder(folder), snapshot, progress, cancellationToken);

    public Task<Result<CheckReport>> VerifyAsync(
        string folder, string? snapshot, IProgress<OperationProgress> progress, CancellationToken cancellationToken) =>
        verifier.RunAsync(new BackupFolder(folder), snapshot, progress, cancellationToken);
}

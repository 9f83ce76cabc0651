using Picora.Domain;

namespace Picora.Application.Abstractions.Operations;

/// <summary>
/// Backups in a folder: <c>snapshots/ID/</c> holds the rows, the keys, a manifest and <c>SHA256SUMS</c>; <c>objects/</c> holds the objects of all
/// snapshots, each once.
/// </summary>
public interface IBackups
{
    /// <summary>Adds a snapshot, while servers run. What the folder has already of the objects is not copied again.</summary>
    Task<Result<BackupReport>> CreateAsync(string folder, IProgress<OperationProgress> progress, CancellationToken cancellationToken);

    /// <summary>Removes all but the newest snapshots, and the objects that none of those that stay refers to.</summary>
    /// <param name="apply">Off: only says what would go.</param>
    Task<PruneReport> PruneAsync(string folder, int keep, bool apply, CancellationToken cancellationToken);

    /// <summary>Puts a snapshot into an installation that holds nothing yet; a run that was cut off goes on.</summary>
    /// <param name="snapshot">Null for the newest.</param>
    Task<Result<RestoreReport>> RestoreAsync(string folder, string? snapshot, IProgress<OperationProgress> progress, CancellationToken cancellationToken);

    /// <summary>Reads everything in a snapshot and proves every hash.</summary>
    /// <param name="snapshot">Null for the newest.</param>
    Task<Result<CheckReport>> VerifyAsync(string folder, string? snapshot, IProgress<OperationProgress> progress, CancellationToken cancellationToken);
}

/// <param name="Snapshot">Its id, by which it can be restored.</param>
/// <param name="Copied">Of the objects, those that the folder did not have.</param>
/// <param name="Findings">What is wrong with the live objects: missing or altered ones. The snapshot is as good as they are.</param>
public sealed record BackupReport(string Snapshot, long Rows, long Objects, long Bytes, long Copied, IReadOnlyList<Finding> Findings);

/// <param name="Applied">False when it was only counted.</param>
public sealed record PruneReport(IReadOnlyList<string> Snapshots, long Objects, long Bytes, bool Applied);

public sealed record RestoreReport(string Snapshot, long Rows, long Objects, long Bytes, IReadOnlyList<Finding> Findings);

/// <param name="Checked">How many objects and files were looked at.</param>
public sealed record CheckReport(long Checked, long Bytes, IReadOnlyList<Finding> Findings)
{
    public bool IsSound => Findings.Count == 0;
}

/// <summary>Something that is not as it should be.</summary>
/// <param name="Kind"><c>missing</c>, <c>altered</c>, <c>extra</c> or <c>conflict</c>.</param>
/// <param name="Name">The key of an object, or the path of a file.</param>
/// <param name="Detail">What it belongs to and what is wrong, in words.</param>
public sealed record Finding(string Kind, string Name, string Detail)
{
    public static Finding Missing(string name, string detail) => new("missing", name, detail);

    public static Finding Altered(string name, string detail) => new("altered", name, detail);

    public static Finding Extra(string name, string detail) => new("extra", name, detail);

    public static Finding Conflict(string name, string detail) => new("conflict", name, detail);
}

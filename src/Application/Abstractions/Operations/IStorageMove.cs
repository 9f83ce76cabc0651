using Picora.Domain;

namespace Picora.Application.Abstractions.Operations;

/// <summary>
/// Moves all objects from the store that <c>Picora:Storage:MoveFrom</c> names to the one that counts, while servers that have this setting read,
/// write and delete. Can be ended at any moment and run again: what is there is not copied again.
/// </summary>
public interface IStorageMove
{
    /// <param name="removeSource">Whether objects that are in both stores, with the same hash, are removed from the source.</param>
    /// <returns>A failure when no move is set up, or another one runs on this machine.</returns>
    Task<Result<MoveReport>> RunAsync(bool removeSource, IProgress<OperationProgress> progress, CancellationToken cancellationToken);
}

/// <param name="Copied">Objects that were copied now, and proved by reading them again.</param>
/// <param name="Present">Objects that the target had already.</param>
/// <param name="Removed">Objects that were removed from the source.</param>
/// <param name="Remaining">Objects that are only in the source still.</param>
/// <param name="Unfinished">Uploads that still arrive in the source; they are moved once they are whole.</param>
/// <param name="Findings">Objects that differ between the two stores; neither is touched.</param>
public sealed record MoveReport(long Copied, long Bytes, long Present, long Removed, long Remaining, long Unfinished, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether nothing is left to be copied.</summary>
    public bool IsComplete => Remaining == 0 && Unfinished == 0 && Findings.Count == 0;
}

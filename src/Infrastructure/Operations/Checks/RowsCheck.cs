using System.Collections.Concurrent;
using Picora.Application.Abstractions.Operations;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Operations.Checks;

/// <summary>Looks at every object that a row refers to.</summary>
internal sealed class RowsCheck(ObjectReferences references, ObjectProof proof, IProgress<OperationProgress> progress)
{
    private const int AtOnce = 4;

    private readonly ConcurrentQueue<ObjectReference> suspects = new();
    private long done;
    private long bytes;

    public long Done => done;

    public long Bytes => bytes;

    /// <param name="note">Told of every key, one call at a time.</param>
    /// <returns>What is wrong, and was still when it was looked at again.</returns>
    public async Task<IReadOnlyList<Finding>> RunAsync(bool deep, Action<ObjectKey> note, CancellationToken cancellationToken)
    {
        var noted = references.All(cancellationToken).Select(reference =>
        {
            note(reference.Key);
            return reference;
        });
        await Parallel.ForEachAsync(
            noted,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (reference, token) =>
            {
                if (await proof.FindAsync(reference, deep, token) is not null)
                {
                    suspects.Enqueue(reference);
                }

                progress.Report(new OperationProgress("checking objects", Interlocked.Increment(ref done), null, Interlocked.Add(ref bytes, reference.Size)));
            });
        var findings = new List<Finding>();
        foreach (var suspect in suspects)
        {
            // Its row may have gone meanwhile, and the object after it.
            if (await references.FindAsync(suspect.Key, cancellationToken) is { } still && await proof.FindAsync(still, deep, cancellationToken) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }
}

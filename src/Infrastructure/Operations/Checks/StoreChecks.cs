using System.Security.Cryptography;
using System.Text;
using Picora.Application.Abstractions;
using Picora.Application.Abstractions.Operations;
using Picora.Domain;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Infrastructure.Operations.Checks;

internal sealed class StoreChecks(ObjectReferences references, IObjectStorage storage, TimeProvider time) : IStoreChecks
{
    private const int Batch = 200;
    private const int AlwaysPlausible = 10;
    private const double Percent = 100;

    private readonly ObjectProof proof = new(storage);
    private readonly Quarantine quarantine = new(storage);

    public async Task<CheckReport> VerifyAsync(IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        var check = new RowsCheck(references, proof, progress);
        var findings = await check.RunAsync(deep: true, _ => { }, cancellationToken);
        return new CheckReport(check.Done, check.Bytes, findings);
    }

    public async Task<Result<FsckReport>> FsckAsync(FsckOrder order, IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        // Eight bytes for each key, however many there are. Two keys of one number would only hide an extra object.
        var referred = new HashSet<ulong>();
        var rows = new RowsCheck(references, proof, progress);
        var wrong = await rows.RunAsync(order.Deep, key => referred.Add(NumberOf(key)), cancellationToken);
        var (objects, extra) = await FindExtraAsync(referred, order.MinAge, progress, cancellationToken);
        if (order.Apply && (IsImplausible(wrong.Count, rows.Done, order) || IsImplausible(extra.Count, objects, order)))
        {
            return new Error(
                ErrorKind.Conflict,
                "IMPLAUSIBLE",
                $"Of {rows.Done} objects that rows refer to, {wrong.Count} look missing or altered; of {objects} objects, {extra.Count} look extra. "
                + "That is more than --max-share allows: is this the right database and storage? Nothing was moved.");
        }

        var aside = new List<string>();
        List<Finding> findings = [.. wrong, .. extra.Select(key => Finding.Extra(key.Value, "No row refers to it."))];
        foreach (var finding in order.Apply ? findings.Where(finding => finding.Kind is not "missing") : [])
        {
            var key = ObjectKey.Parse(finding.Name);
            if ((await quarantine.MoveAsync(key, Quarantine.Aside(key), () => IsStillWrongAsync(key, cancellationToken), cancellationToken)).IsSuccess)
            {
                aside.Add(Quarantine.Aside(key).Value);
            }
        }

        return new FsckReport(rows.Done, objects, findings, aside);
    }

    public Task<Result<Success>> ReleaseAsync(string key, CancellationToken cancellationToken)
    {
        var home = key.StartsWith(ObjectKey.QuarantineFolder, StringComparison.Ordinal) ? key[ObjectKey.QuarantineFolder.Length..] : key;
        return quarantine.MoveAsync(Quarantine.Aside(ObjectKey.Parse(home)), ObjectKey.Parse(home), () => Task.FromResult(true), cancellationToken);
    }

    private async Task<(long Objects, List<ObjectKey> Extra)> FindExtraAsync(
        HashSet<ulong> referred, TimeSpan minAge, IProgress<OperationProgress> progress, CancellationToken cancellationToken)
    {
        var (objects, bytes, extra, oldest) = (0L, 0L, new List<ObjectKey>(), time.GetUtcNow() - minAge);
        var candidates = storage.ListAsync(string.Empty, cancellationToken).Where(stored =>
        {
            progress.Report(new OperationProgress("looking for extra objects", ++objects, null, bytes += stored.Size));
            return stored.ModifiedAt < oldest && !IsOurs(stored.Key) && !referred.Contains(NumberOf(stored.Key));
        });
        await foreach (var batch in candidates.Select(stored => stored.Key).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var known = await references.KnownAsync(batch, cancellationToken);
            extra.AddRange(batch.Where(key => !known.Contains(key)));
        }

        return (objects, extra);
    }

    private async Task<bool> IsStillWrongAsync(ObjectKey key, CancellationToken cancellationToken) =>
        await references.FindAsync(key, cancellationToken) is { } reference
            ? await proof.FindAsync(reference, deep: true, cancellationToken) is not null
            : !(await references.KnownAsync([key], cancellationToken)).Contains(key);

    private static bool IsImplausible(long wrong, long all, FsckOrder order) =>
        wrong > AlwaysPlausible && wrong * Percent / Math.Max(1, all) > order.MaxSharePercent;

    private static bool IsOurs(ObjectKey key) =>
        key.Value.StartsWith(ObjectKey.QuarantineFolder, StringComparison.Ordinal) || key.Value.StartsWith(ObjectKey.HealthFolder, StringComparison.Ordinal);

    private static ulong NumberOf(ObjectKey key) => BitConverter.ToUInt64(SHA256.HashData(Encoding.ASCII.GetBytes(key.Value)));
}

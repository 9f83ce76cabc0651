namespace Picora.Application.Abstractions.Operations;

/// <summary>Tries every operation on the store that new objects go to, on objects of its own, which it removes again.</summary>
public interface IStorageDoctor
{
    Task<StorageReport> ExamineAsync(CancellationToken cancellationToken);
}

/// <summary>What a store can do, tried one after the other.</summary>
/// <param name="Store">Which one it is, without secrets.</param>
public sealed record StorageReport(string Store, IReadOnlyList<StorageCheck> Checks)
{
    public bool Ok => Checks.All(check => check.Ok);
}

/// <summary>One operation as it went.</summary>
/// <param name="Quirk">What the store does in another way than most, and what Picora does about it; null when there is nothing to tell.</param>
/// <param name="Fault">Why the operation failed; null when it did not.</param>
public sealed record StorageCheck(string Operation, bool Ok, double Milliseconds, string? Quirk, string? Fault);

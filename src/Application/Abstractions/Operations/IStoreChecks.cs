using Picora.Domain;

namespace Picora.Application.Abstractions.Operations;

/// <summary>Holds the rows against the storage, while servers run. Deletes nothing, ever.</summary>
public interface IStoreChecks
{
    /// <summary>Reads every object that a row refers to and proves its size and, where the row tells it, its hash.</summary>
    Task<CheckReport> VerifyAsync(IProgress<OperationProgress> progress, CancellationToken cancellationToken);

    /// <summary>
    /// Looks both ways: objects that are missing or altered, and objects that nothing refers to. Moves altered and extra ones aside, under
    /// <c>quarantine/</c>, after another look at row and object at that moment.
    /// </summary>
    /// <returns>A failure when so much looks wrong that rather the check itself must be: <c>IMPLAUSIBLE</c>; nothing was moved then.</returns>
    Task<Result<FsckReport>> FsckAsync(FsckOrder order, IProgress<OperationProgress> progress, CancellationToken cancellationToken);

    /// <summary>Puts an object back that was moved aside.</summary>
    Task<Result<Success>> ReleaseAsync(string key, CancellationToken cancellationToken);
}

/// <param name="Deep">Whether objects are read and hashed, and not only looked up.</param>
/// <param name="Apply">Whether what is wrong is moved aside.</param>
/// <param name="MinAge">Younger objects are left alone: uploads on their way.</param>
/// <param name="MaxSharePercent">When more than this share of all, and more than ten, looks wrong, nothing is moved.</param>
public sealed record FsckOrder(bool Deep, bool Apply, TimeSpan MinAge, int MaxSharePercent);

/// <param name="References">How many objects rows refer to.</param>
/// <param name="Objects">How many objects the storage holds.</param>
/// <param name="Quarantined">Which of the findings were moved aside.</param>
public sealed record FsckReport(long References, long Objects, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Quarantined);

namespace Picora.Infrastructure.Storage.Doctor;

/// <summary>An operation to try. Gives the quirk that it met; throws when it fails.</summary>
internal sealed record StorageTrial(string Operation, Func<CancellationToken, Task<string?>> RunAsync);

/// <summary>The optional ability of a store to be asked more than the port can.</summary>
internal interface IStoreTrials
{
    /// <summary>Which store this is, without secrets.</summary>
    string Description { get; }

    IEnumerable<StorageTrial> Trials { get; }
}

namespace Picora.Benchmarks;

/// <summary>A server that takes uploads, in a process of its own.</summary>
internal interface IUploadServer : IDisposable
{
    int ProcessId { get; }

    Uri UploadUrl { get; }

    /// <summary>What it wants to see of whoever uploads.</summary>
    string ApiKey { get; }

    /// <summary>How many files it has now.</summary>
    Task<long> CountAsync();
}

using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Settings under <c>Picora:Uploads:Sessions</c>: uploads over several requests (tus, and presign with finalize).</summary>
public sealed class UploadSessionOptions
{
    public const string Section = "Picora:Uploads:Sessions";

    /// <summary>The largest file that such an upload may announce, in bytes, whatever a plan allows. Default 10,737,418,240 (10 GiB).</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 10L * 1024 * 1024 * 1024;

    /// <summary>Seconds after its last bytes for which a tus upload can be resumed; then its bytes go and what it holds of the quota comes back. Default 86,400.</summary>
    [Range(1, 30 * 86400)]
    public int LifetimeSeconds { get; set; } = 86400;

    /// <summary>Seconds in which a presigned upload has to be sent and finalized. Default 3,600.</summary>
    [Range(1, 7 * 86400)]
    public int PresignSeconds { get; set; } = 3600;

    /// <summary>Seconds for which a writer that says nothing keeps an upload from writers on other nodes. Default 30.</summary>
    [Range(5, 3600)]
    public int LeaseSeconds { get; set; } = 30;

    /// <summary>Seconds that looking at a file that has arrived may take; then another node may try. Default 900.</summary>
    [Range(30, 86400)]
    public int FinishSeconds { get; set; } = 900;

    /// <summary>Seconds without a byte after which a writer on this node has to make room for one that resumes. Default 3.</summary>
    [Range(1, 600)]
    public int StalledSeconds { get; set; } = 3;

    /// <summary>Bytes between two moments within one request at which what has arrived is made durable, so the most that a crash costs. Default 33,554,432 (32 MiB).</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public long CheckpointBytes { get; set; } = 32 * 1024 * 1024;
}

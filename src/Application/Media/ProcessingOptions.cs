using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media;

/// <summary>Settings under <c>Picora:Processing</c>: how the standing renditions are made.</summary>
public sealed class ProcessingOptions
{
    public const string Section = "Picora:Processing";

    /// <summary>
    /// Seconds after which a job whose server fell silent is given to another one. Must be more than twice <c>Picora:Imaging:TimeoutSeconds</c>:
    /// a job waits for a worker that long at most, and works that long at most.
    /// </summary>
    [Range(1, 86400)]
    public int LeaseSeconds { get; set; } = 90;

    /// <summary>How often a job that a crash, a deadline, the storage or a server's death cut off is tried before it counts as failed.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>Seconds before the second attempt; each later one waits twice as long.</summary>
    [Range(0, 86400)]
    public int RetrySeconds { get; set; } = 5;

    /// <summary>
    /// Seconds that a request for a picture whose conversion (HEIC, TIFF, BMP) is under way waits for it; then it is told to ask again. Default 10.
    /// </summary>
    [Range(0, 60)]
    public int DeliveryWaitSeconds { get; set; } = 10;
}

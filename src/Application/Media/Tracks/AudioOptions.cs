using System.ComponentModel.DataAnnotations;
using Picora.Application.Abstractions;

namespace Picora.Application.Media.Tracks;

/// <summary>Settings under <c>Picora:Audio</c>.</summary>
public sealed class AudioOptions
{
    public const string Section = "Picora:Audio";

    /// <summary>Bytes of one file, whatever a plan allows.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 500L * 1024 * 1024;

    /// <summary>Bytes of the picture that a file carries along; a larger one is passed over.</summary>
    [Range(0, 100 * 1024 * 1024)]
    public int MaxCoverBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Pixels of a cover's longer side.</summary>
    [Range(16, 4096)]
    public int CoverSide { get; set; } = 640;

    /// <summary>Seconds that decoding a file for its waveform may take.</summary>
    [Range(1, 86400)]
    public int WaveformSeconds { get; set; } = 600;

    /// <summary>How many waveforms this node makes at once; 0 leaves them to other nodes.</summary>
    [Range(0, 256)]
    public int WaveformConcurrency { get; set; } = 1;

    /// <summary>How often a waveform that the machine or a server's death cut off is tried before it counts as failed.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>Seconds before the second attempt; each later one waits twice as long.</summary>
    [Range(0, 86400)]
    public int RetrySeconds { get; set; } = 5;

    // Somebody whose decoding took all its time has a minute more to store what came of it.
    internal WorkPace Pace => new(TimeSpan.FromSeconds(WaveformSeconds + 60), MaxAttempts, TimeSpan.FromSeconds(RetrySeconds));
}

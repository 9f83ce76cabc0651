using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media.Videos;

/// <summary>Settings under <c>Picora:Video</c>: how videos are converted and played.</summary>
public sealed class VideoOptions
{
    public const string Section = "Picora:Video";

    /// <summary>How many videos one server converts at once; 0 leaves them waiting for another one. One keeps two cores busy.</summary>
    [Range(0, 64)]
    public int Concurrency { get; set; } = 1;

    /// <summary>Threads of a decoder and of each encoder; 0 for one per core, eight at most. More of them need more memory.</summary>
    [Range(0, 64)]
    public int Threads { get; set; }

    private const int MostUsualThreads = 8;

    /// <summary>The threads that are meant.</summary>
    public int EffectiveThreads => Threads > 0 ? Threads : Math.Min(Environment.ProcessorCount, MostUsualThreads);

    /// <summary>x264's preset: a slower one makes smaller files. <c>veryfast</c> is about twice as fast as <c>medium</c>.</summary>
    [RegularExpression("^(ultrafast|superfast|veryfast|faster|fast|medium|slow|slower|veryslow)$")]
    public string Preset { get; set; } = "veryfast";

    /// <summary>Seconds of one piece of a rendition; the video can be joined and the quality changed at each.</summary>
    [Range(1, 30)]
    public int SegmentSeconds { get; set; } = 4;

    /// <summary>The most pictures per second of a rendition.</summary>
    [Range(1, 240)]
    public int MaxFrameRate { get; set; } = 60;

    /// <summary>Seconds after which a conversion is given up for good, whatever it has done.</summary>
    [Range(1, 604_800)]
    public int TimeoutSeconds { get; set; } = 21_600;

    /// <summary>Seconds without progress after which a conversion is given up, to be tried again.</summary>
    [Range(1, 86400)]
    public int StallSeconds { get; set; } = 300;

    /// <summary>Seconds after which a video whose server fell silent is given to another one. More than twice <c>ProgressSeconds</c>.</summary>
    [Range(3, 86400)]
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>Seconds between two notes of how far a conversion has come; a cancellation by another server is seen as late.</summary>
    [Range(1, 3600)]
    public int ProgressSeconds { get; set; } = 3;

    /// <summary>How often a conversion that a crash or the machine cut off is tried before it counts as failed.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Seconds before the second attempt; each later one waits twice as long.</summary>
    [Range(0, 86400)]
    public int RetrySeconds { get; set; } = 30;

    /// <summary>Seconds for which the signed address of a private video, and every address that its playlists name, opens it.</summary>
    [Range(60, 604_800)]
    public int PlaybackSeconds { get; set; } = 21_600;

    /// <summary>Bytes of a still picture that an owner sends for a video.</summary>
    [Range(1, 100_000_000)]
    public int ThumbnailBytes { get; set; } = 10_485_760;
}

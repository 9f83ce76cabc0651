using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Quotas.Contracts;

/// <summary>What becomes of a person's images when far more has gone out than the plan allows.</summary>
public enum SuspendedImages
{
    /// <summary>They go out as ever; it is counted, and their owner is told.</summary>
    Serve,

    /// <summary>Everybody but their owner is refused, with 451, until the month ends.</summary>
    Refuse,
}

/// <summary>Settings under <c>Picora:Bandwidth</c>.</summary>
public sealed class BandwidthOptions
{
    public const string Section = "Picora:Bandwidth";

    /// <summary>Seconds between two writes of the bytes that went out; what a killed server forgets is at most what it sent in this time.</summary>
    [Range(1, 3600)]
    public int FlushSeconds { get; set; } = 10;

    /// <summary>Days that a month's sum is kept after the month has ended.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; set; } = 45;

    /// <summary>Per cent of a month's bandwidth past which its owner's delivery is degraded.</summary>
    [Range(1, 10_000)]
    public int DegradedPercent { get; set; } = 100;

    /// <summary>Per cent of a month's bandwidth past which its owner's delivery is suspended.</summary>
    [Range(1, 10_000)]
    public int SuspendedPercent { get; set; } = 120;

    /// <summary>What becomes of images of an owner who is suspended: <c>Serve</c> (they are counted only) or <c>Refuse</c> (451).</summary>
    public SuspendedImages Images { get; set; } = SuspendedImages.Serve;
}

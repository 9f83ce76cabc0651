using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Quotas.Contracts;

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
}

using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Uploads;

/// <summary>Settings under <c>Picora:Uploads</c>.</summary>
public sealed class UploadsOptions
{
    public const string Section = "Picora:Uploads";

    /// <summary>Seconds for which an upload keeps its reservation without a byte arriving; then the sweeper takes it back.</summary>
    [Range(1, 86400)]
    public int ReservationSeconds { get; set; } = 120;

    /// <summary>Age in seconds from which a rendition that no row knows counts as left over. Longer than any job.</summary>
    [Range(1, 30 * 86400)]
    public int OrphanAgeSeconds { get; set; } = 3600;

    /// <summary>The largest file that comes as base64 in a JSON body, in bytes; past it 413. Default 67,108,864 (64 MiB).</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public long MaxBase64Bytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>The most files of one form that takes several.</summary>
    [Range(1, 1000)]
    public int MaxFormFiles { get; set; } = 50;

    /// <summary>The longest form that takes several files, in bytes, all together; past it 413. Default 2,147,483,648 (2 GiB).</summary>
    [Range(1024, long.MaxValue)]
    public long MaxFormBytes { get; set; } = 2L * 1024 * 1024 * 1024;
}

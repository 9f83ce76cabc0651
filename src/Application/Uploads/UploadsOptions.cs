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
}

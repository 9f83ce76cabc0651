using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media.Watermarks;

/// <summary>Settings under <c>Picora:Watermarks</c>.</summary>
public sealed class WatermarkOptions
{
    public const string Section = "Picora:Watermarks";

    /// <summary>How many watermark templates one user may have; past it 403. Default 50.</summary>
    [Range(1, 10_000)]
    public int MaxTemplates { get; set; } = 50;
}

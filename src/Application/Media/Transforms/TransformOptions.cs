using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Media.Transforms;

/// <summary>Settings under <c>Picora:Transforms</c>: pictures made to measure by their addresses.</summary>
public sealed class TransformOptions : IValidatableObject
{
    public const string Section = "Picora:Transforms";

    private const long Gigabyte = 1024L * 1024 * 1024;

    /// <summary>
    /// Named transforms: the name to the parameters that <c>preset=name</c> stands for, such as <c>w=400&amp;h=300&amp;fit=cover&amp;fmt=auto</c>.
    /// Parameters beside the preset replace its own.
    /// </summary>
    public Dictionary<string, string> Presets { get; set; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether parameters of one's own choice need a signed address; presets never do, and owners may do as they like. Off, what a
    /// stranger can ask for is held by <c>Picora:RateLimits:ColdTransformsPerMinute</c> and <c>MaxOutputPixels</c>.
    /// </summary>
    public bool RequireSignature { get; set; }

    /// <summary>The largest result in pixels, all frames together; past it 400.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxOutputPixels { get; set; } = 50_000_000;

    /// <summary>How many bytes of variants are kept; those that nobody asked for the longest go first. They can be made again at any time.</summary>
    [Range(0, long.MaxValue)]
    public long CacheBytes { get; set; } = 10 * Gigabyte;

    /// <summary>Seconds for which a variant that could not be made is not tried again.</summary>
    [Range(0, 86400)]
    public int FailureSeconds { get; set; } = 300;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from preset in Presets
        let error = TransformRequest.ParsePreset(preset.Value).Error
        where error is not null
        select new ValidationResult($"{Section}:Presets:{preset.Key}: {error.Message}");
}

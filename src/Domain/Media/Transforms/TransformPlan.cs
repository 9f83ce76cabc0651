using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Media.Transforms;

/// <summary>
/// Everything that decides the bytes of a rendition of one picture, and nothing else: two plans that are equal have one result. Immutable;
/// what a worker is asked to do, and what the result is stored under.
/// </summary>
/// <param name="Focus">What stays when something is cut off.</param>
/// <param name="Format">Of the result.</param>
/// <param name="Quality">1 to 100; without meaning where the format loses nothing.</param>
/// <param name="Effort">How hard the encoder tries, in its own steps from 0 (fast); without meaning where it has none.</param>
/// <param name="IsAnimated">All frames; otherwise the first one.</param>
/// <param name="Watermark">What is laid over the result; null for nothing.</param>
public sealed record TransformPlan(
    Placement Placement, Focus Focus, ImageFormat Format, int Quality, int Effort, bool IsAnimated, Watermark? Watermark = null)
{
    // Goes up when the same plan begins to give other bytes, so that what is stored of the older ones is not taken for them.
    private const int Engine = 1;

    private const int WebPEffort = 2;

    /// <summary>The quality that a rendition has unless another is asked for.</summary>
    public const int DefaultQuality = 85;

    /// <summary>The usual effort of a format: what is near the smallest file for the least time (measured, decision 2).</summary>
    public static int UsualEffort(ImageFormat format) => format == ImageFormat.WebP ? WebPEffort : 0;

    /// <summary>A still, whole picture in a box; WebP.</summary>
    public static TransformPlan Inside(Dimensions source, int box, int quality) => new(
        Placement.Of(source, box, box, Fit.Inside), Focus.Centre, ImageFormat.WebP, quality, WebPEffort, IsAnimated: false);

    /// <summary>The same for equal plans, and different for all others.</summary>
    public override string ToString()
    {
        var (resized, canvas) = Placement;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"v{Engine};{resized.Width}x{resized.Height};{canvas.Width}x{canvas.Height};{Focus};{Format.Extension()};{Quality};{Effort};{(IsAnimated ? "all" : "first")}");
        return Watermark is null ? text : $"{text};{Watermark}";
    }

    /// <summary>What the result for a content is stored under, and known by: 64 hexadecimal characters.</summary>
    public string HashFor(ContentHash content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{content};{this}")));
}

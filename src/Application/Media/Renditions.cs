using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Application.Media;

/// <summary>The renditions that every picture gets.</summary>
internal static class Renditions
{
    public const string Thumbnail = "thumbnail";
    public const string Preview = "preview";

    /// <summary>Whether there is a rendition of that name; no name is none.</summary>
    public static bool IsKnown(string? name) => name is null or Thumbnail or Preview;

    private const int Quality = 80;

    public static IReadOnlyList<StandingRendition> Of(Dimensions source) =>
        [new(Preview, TransformPlan.Inside(source, 1280, Quality)), new(Thumbnail, TransformPlan.Inside(source, 320, Quality))];
}

internal sealed record StandingRendition(string Name, TransformPlan Plan);

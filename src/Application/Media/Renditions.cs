using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Application.Media;

/// <summary>The renditions that every picture gets.</summary>
internal static class Renditions
{
    public const string Thumbnail = "thumbnail";
    public const string Preview = "preview";

    /// <summary>The whole picture in the format of its public address, for files that browsers cannot show.</summary>
    public const string Delivery = "delivery";


    /// <summary>Whether there is a rendition of that name; no name is none.</summary>
    public static bool IsKnown(string? name) => name is null or Thumbnail or Preview;

    private const int Quality = 80;
    private const int DeliveryQuality = 90;

    public static IReadOnlyList<StandingRendition> Of(Dimensions source, ImageFormat format)
    {
        StandingRendition[] small = [new(Preview, TransformPlan.Inside(source, 1280, Quality)), new(Thumbnail, TransformPlan.Inside(source, 320, Quality))];
        return format.Delivered() == format ? small : [new(Delivery, Whole(source, format.Delivered())), .. small];
    }

    private static TransformPlan Whole(Dimensions source, ImageFormat format) => new(
        new Placement(source, source), Focus.Centre, format, DeliveryQuality, TransformPlan.UsualEffort(format), IsAnimated: false);
}

internal sealed record StandingRendition(string Name, TransformPlan Plan);

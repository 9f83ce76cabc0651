using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Application.Media.Transforms;

/// <summary>What of a picture decides the plan of a transform.</summary>
internal sealed record TransformSubject(ImageFormat Format, Dimensions Size, int Frames);

/// <summary>The newer formats that a client says it can show.</summary>
public readonly record struct AcceptedFormats(bool Avif, bool WebP);

/// <summary>Makes the plan that fulfils a transform for a picture.</summary>
internal static class TransformPlanner
{
    private const int MaxWebPSide = 16_383;
    private const int MaxSide = 65_500;

    /// <param name="watermark">That the parameters name.</param>
    /// <param name="maxPixels">Of the result, all frames together.</param>
    /// <returns>Null when the original is to go out as it is: an animation or a drawing that nobody asked to have in another format.</returns>
    public static Result<TransformPlan?> Plan(
        TransformSubject subject, TransformParameters parameters, AcceptedFormats accepted, Watermark? watermark, long maxPixels)
    {
        var format = Choose(subject, parameters.Format, accepted);
        var isAnimated = subject is { Frames: > 1, Format: ImageFormat.Gif or ImageFormat.WebP } && format == ImageFormat.WebP;
        if (GoesOutAsItIs(subject, format))
        {
            return watermark is null
                ? default(TransformPlan)
                : TransformQuery.Invalid("wm: this picture carries a watermark in another format only. Ask for one with fmt.");
        }

        var placement = Placement.Of(subject.Size, parameters.Width, parameters.Height, parameters.Fit);
        var frames = isAnimated ? subject.Frames : 1;
        var longest = Math.Max(placement.Canvas.Width, placement.Canvas.Height);
        if (placement.Canvas.Pixels * frames > maxPixels || longest > (format == ImageFormat.WebP ? MaxWebPSide : MaxSide))
        {
            return TransformQuery.Invalid($"The result would be too large: {placement.Canvas.Width} × {placement.Canvas.Height} pixels. Ask for a smaller one with w or h.");
        }

        return new TransformPlan(
            placement, Needed(parameters.Focus, placement), format, IsLossless(format) ? 0 : parameters.Quality, TransformPlan.UsualEffort(format), isAnimated, watermark);
    }

    private static ImageFormat Choose(TransformSubject subject, RequestedFormat requested, AcceptedFormats accepted) => requested switch
    {
        RequestedFormat.Original => subject.Format.Delivered(),
        RequestedFormat.Auto when subject.Format == ImageFormat.Svg => subject.Format,
        // A drawing is at its best, and at its smallest, as it is; frames survive in WebP only.
        RequestedFormat.Auto when accepted.Avif && subject.Frames == 1 => ImageFormat.Avif,
        RequestedFormat.Auto when accepted.WebP => ImageFormat.WebP,
        RequestedFormat.Auto => subject.Format.Delivered(),
        RequestedFormat.Jpeg => ImageFormat.Jpeg,
        RequestedFormat.Png => ImageFormat.Png,
        RequestedFormat.WebP => ImageFormat.WebP,
        RequestedFormat.Avif => ImageFormat.Avif,
        _ => throw new ArgumentOutOfRangeException(nameof(requested), requested, null),
    };

    // Drawings and GIF animations stay what they are, unless somebody asks for them in another format (contract section 26.4).
    private static bool GoesOutAsItIs(TransformSubject subject, ImageFormat format) =>
        format == ImageFormat.Svg || (format == ImageFormat.Gif && subject.Frames > 1);

    private static bool IsLossless(ImageFormat format) => format is ImageFormat.Png or ImageFormat.Gif;

    // Where nothing is cut off, the focus changes nothing.
    private static Focus Needed(Focus focus, Placement placement) => focus switch
    {
        _ when !placement.IsCut => Focus.Centre,
        { IsSmart: true } => focus,
        _ when placement.Canvas.Width >= placement.Resized.Width => focus with { X = Focus.Centre.X },
        _ when placement.Canvas.Height >= placement.Resized.Height => focus with { Y = Focus.Centre.Y },
        _ => focus,
    };
}

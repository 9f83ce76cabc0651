namespace Picora.Domain.Media.Transforms;

/// <summary>
/// What becomes of a picture's area: the whole is resized to <paramref name="Resized"/> and then cut or padded to <paramref name="Canvas"/>.
/// </summary>
/// <param name="Canvas">The size of the result.</param>
public readonly record struct Placement(Dimensions Resized, Dimensions Canvas)
{
    /// <summary>The largest side that is asked for, and that anything is enlarged to.</summary>
    public const int MaxSide = 4096;

    // What the coordinates of every codec bear; only ribbons thinner than a hair reach it.
    private const int MaxResizedSide = 65_500;

    public bool IsCut => Canvas.Width < Resized.Width || Canvas.Height < Resized.Height;

    public bool IsPadded => Canvas.Width > Resized.Width || Canvas.Height > Resized.Height;

    /// <param name="source">The picture as a person sees it.</param>
    /// <param name="width">Of the box; null where only the height counts.</param>
    public static Placement Of(Dimensions source, int? width, int? height, Fit fit)
    {
        if (width is not { } w || height is not { } h)
        {
            // With one side given, or none, every fit means the same.
            var share = Math.Min(1, Math.Min(Ratio(width, source.Width), Ratio(height, source.Height)));
            return Whole(AtMost(Scale(source, share), width ?? int.MaxValue, height ?? int.MaxValue));
        }

        var box = new Dimensions(w, h);
        var (narrow, wide) = (Math.Min(Ratio(w, source.Width), Ratio(h, source.Height)), Math.Max(Ratio(w, source.Width), Ratio(h, source.Height)));
        return fit switch
        {
            Fit.Inside => Whole(AtMost(Scale(source, Math.Min(1, narrow)), w, h)),
            Fit.Outside => Whole(Outside(source, box, wide)),
            Fit.Cover => new Placement(AtLeast(AtMost(Scale(source, wide), MaxResizedSide, MaxResizedSide), w, h), box),
            Fit.Contain => new Placement(AtMost(Scale(source, narrow), w, h), box),
            Fit.Fill => Whole(box),
            _ => throw new ArgumentOutOfRangeException(nameof(fit), fit, null),
        };
    }

    /// <summary>Where the canvas begins in the resized picture, on each axis; negative where it is padded.</summary>
    public (int Left, int Top) Offset(Focus focus) =>
        (Offset(Resized.Width, Canvas.Width, focus.X), Offset(Resized.Height, Canvas.Height, focus.Y));

    private static Dimensions Outside(Dimensions source, Dimensions box, double share)
    {
        var mostEnlarged = Math.Max(1, MaxSide / (double)Math.Max(source.Width, source.Height));
        return share <= mostEnlarged ? AtLeast(Scale(source, share), box.Width, box.Height) : Scale(source, mostEnlarged);
    }

    private static Placement Whole(Dimensions size) => new(size, size);

    private static double Ratio(int? wanted, int real) => wanted is { } side ? (double)side / real : double.PositiveInfinity;

    private static Dimensions Scale(Dimensions source, double share) => new(Scale(source.Width, share), Scale(source.Height, share));

    private static int Scale(int side, double share) => (int)Math.Clamp(Math.Round(side * share, MidpointRounding.AwayFromZero), 1, int.MaxValue);

    private static Dimensions AtMost(Dimensions size, int width, int height) => new(Math.Min(size.Width, width), Math.Min(size.Height, height));

    private static Dimensions AtLeast(Dimensions size, int width, int height) => new(Math.Max(size.Width, width), Math.Max(size.Height, height));

    // The point comes to lie in the middle as far as the edges allow.
    private static int Offset(int resized, int canvas, int focus) => canvas > resized
        ? -((canvas - resized) / 2)
        : (int)Math.Clamp(((long)focus * resized / Focus.Scale) - (canvas / 2), 0, resized - canvas);
}

namespace Picora.Domain.Media.Videos;

/// <summary>One size in which a video is played.</summary>
/// <param name="Name">Such as <c>720p</c>, after the shorter side that it has at most.</param>
/// <param name="MostBitRate">Of the picture, in bits per second.</param>
public sealed record RenditionPlan(string Name, Dimensions Size, int MostBitRate);

/// <summary>The sizes in which videos are played.</summary>
public static class RenditionLadder
{
    /// <summary>Every video has this one; a smaller video has it in its own size.</summary>
    public const string Lowest = "360p";

    // Beyond it decoders in telephones give up.
    private const int MostWidth = 4096;

    private static readonly (int Side, int BitRate)[] Rungs = [(360, 900_000), (480, 1_600_000), (720, 3_200_000), (1080, 6_000_000)];

    public static bool IsKnown(string name) => Array.Exists(Rungs, rung => string.Equals(Name(rung.Side), name, StringComparison.Ordinal));

    /// <summary>The sizes that a video gets, the lowest first; never one that is larger than the video.</summary>
    /// <param name="source">As a person sees it.</param>
    public static IReadOnlyList<RenditionPlan> For(Dimensions source)
    {
        var side = Math.Min(source.Width, source.Height);
        return [.. Rungs.Where((rung, number) => number == 0 || rung.Side <= side).Select(rung => new RenditionPlan(Name(rung.Side), Fit(source, Math.Min(rung.Side, side)), rung.BitRate))];
    }

    private static string Name(int side) => $"{side}p";

    private static Dimensions Fit(Dimensions source, int side)
    {
        var share = (double)side / Math.Min(source.Width, source.Height);
        share = Math.Min(share, (double)MostWidth / Math.Max(source.Width, source.Height));
        return new Dimensions(Even(source.Width * share), Even(source.Height * share));
    }

    // Colours are stored for two by two pixels.
    private static int Even(double length) => Math.Max(2, 2 * (int)Math.Round(length / 2, MidpointRounding.AwayFromZero));
}

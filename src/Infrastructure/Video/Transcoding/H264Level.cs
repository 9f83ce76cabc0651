using Picora.Domain.Media;

namespace Picora.Infrastructure.Video.Transcoding;

/// <summary>The lowest level of H.264 that bears pictures of a size at a rate (ITU-T H.264, table A-1), so that players know beforehand what they need.</summary>
internal static class H264Level
{
    private static readonly (int Level, int Blocks, int BlocksPerSecond)[] Levels =
    [
        (30, 1_620, 40_500), (31, 3_600, 108_000), (32, 5_120, 216_000), (40, 8_192, 245_760), (42, 8_704, 522_240), (51, 36_864, 983_040), (52, 36_864, 2_073_600),
    ];

    /// <summary>Ten times the level's number.</summary>
    public static int Of(Dimensions size, FrameRate rate)
    {
        var blocks = Blocks(size.Width) * Blocks(size.Height);
        return Array.Find(Levels, level => blocks <= level.Blocks && blocks * rate.Value <= level.BlocksPerSecond).Level is > 0 and var found ? found : Levels[^1].Level;
    }

    private static int Blocks(int side) => (side + 15) / 16;
}

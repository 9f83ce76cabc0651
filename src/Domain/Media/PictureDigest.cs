namespace Picora.Domain.Media;

/// <summary>What a picture's pixels say in a few bytes.</summary>
/// <param name="ColourSpace">Of the file, such as <c>sRGB</c> or <c>Display P3</c>; deliveries are in sRGB.</param>
/// <param name="DominantColour">The colour that most of it has, such as <c>#2a6f97</c>; null when nothing of it shows.</param>
/// <param name="ThumbHash">A blurred placeholder of some 25 bytes (ThumbHash), in Base64.</param>
/// <param name="PerceptualHash">64 bits as hexadecimal characters: the fewer differ from another picture's, the more alike the two look.</param>
public sealed record PictureDigest(string ColourSpace, string? DominantColour, string ThumbHash, string PerceptualHash)
{
    public const int MaxColourSpaceLength = 40;
    public const int MaxThumbHashLength = 40;
    public const int ColourLength = 7;
    public const int PerceptualHashLength = 16;
}

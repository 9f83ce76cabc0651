using System.Buffers.Binary;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Png;

/// <summary>The order of the chunks that make a picture, its size, and the frames of an animation.</summary>
internal sealed class PngStructure(PictureLimits limits)
{
    private const int HeaderLength = 13;

    private bool headerSeen;
    private bool pixelsSeen;
    private bool animated;
    private int frameControls;

    public Dimensions Size { get; private set; }

    public int Frames => animated ? Math.Max(frameControls, 1) : 1;

    /// <summary>How much of a chunk's data <see cref="Visit"/> wants to see.</summary>
    public static int Wanted(PngChunk chunk) => chunk.Type is "IHDR" ? (int)Math.Min(chunk.DataLength, HeaderLength) : 0;

    public Error? Visit(PngChunk chunk, ReadOnlySpan<byte> data)
    {
        if (headerSeen == (chunk.Type is "IHDR"))
        {
            return Refusals.Broken(ImageFormat.Png, "its header is missing or doubled");
        }

        switch (chunk.Type)
        {
            case "IHDR":
                headerSeen = true;
                return VisitHeader(chunk, data);
            case "acTL":
                // Behind the pixels it means nothing, as viewers have it.
                animated |= !pixelsSeen;
                return null;
            case "fcTL":
                frameControls++;
                return limits.Check(Size.Width, Size.Height, Frames);
            case "IDAT":
                pixelsSeen = true;
                return null;
            case "IEND":
                return pixelsSeen ? null : Refusals.Broken(ImageFormat.Png, "it has no pixels");
            default:
                return null;
        }
    }

    private Error? VisitHeader(PngChunk chunk, ReadOnlySpan<byte> header)
    {
        if (chunk.DataLength != HeaderLength)
        {
            return Refusals.Broken(ImageFormat.Png, "its header has a wrong length");
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(header);
        var height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            return Refusals.Broken(ImageFormat.Png, "it states an impossible size");
        }

        Size = new Dimensions((int)width, (int)height);
        return limits.Check(width, height)
            ?? (IsValidDepth(header[8], header[9]) && header[10] == 0 && header[11] == 0 && header[12] <= 1
                ? null
                : Refusals.Broken(ImageFormat.Png, "its header makes no sense"));
    }

    private static bool IsValidDepth(byte depth, byte colour) => colour switch
    {
        0 => depth is 1 or 2 or 4 or 8 or 16,
        3 => depth is 1 or 2 or 4 or 8,
        2 or 4 or 6 => depth is 8 or 16,
        _ => false,
    };
}

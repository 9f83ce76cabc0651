using System.Buffers.Binary;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.WebP;

/// <summary>The chunks that make a picture, its size, and the frames of an animation.</summary>
internal sealed class WebPStructure(PictureLimits limits)
{
    private const int FrameHeaderLength = 16;
    private const byte AnimationFlag = 0x02;

    private bool first = true;
    private bool extended;
    private bool animated;
    private int stills;
    private int frames;

    public Dimensions Size { get; private set; }

    public int Frames => animated ? frames : 1;

    /// <summary>How much of a chunk's data <see cref="Visit"/> wants to see.</summary>
    public static int Wanted(WebPChunk chunk)
    {
        var wanted = chunk.Type == WebPChunk.Extended || chunk.Type == WebPChunk.Lossy ? 10
            : chunk.Type == WebPChunk.Lossless ? 5
            : chunk.Type == WebPChunk.Frame ? FrameHeaderLength
            : 0;
        return (int)Math.Min(chunk.DataLength, (uint)wanted);
    }

    public Error? Visit(WebPChunk chunk, ReadOnlySpan<byte> data)
    {
        var isFirst = first;
        first = false;
        if (data.Length < Wanted(chunk with { DataLength = uint.MaxValue }))
        {
            return Refusals.Broken(ImageFormat.WebP, "a part of it is too short");
        }

        if (chunk.Type == WebPChunk.Extended)
        {
            return isFirst ? VisitExtended(data) : Refusals.Broken(ImageFormat.WebP, "it states its size twice");
        }

        if (chunk.Type == WebPChunk.Lossy || chunk.Type == WebPChunk.Lossless)
        {
            return VisitStill(chunk.Type == WebPChunk.Lossy ? LossySize(data) : LosslessSize(data));
        }

        return chunk.Type == WebPChunk.Frame ? VisitFrame(data) : null;
    }

    public Error? Finish() => (animated ? frames : stills) > 0 ? null : Refusals.Broken(ImageFormat.WebP, "it has no pixels");

    private Error? VisitExtended(ReadOnlySpan<byte> data)
    {
        extended = true;
        animated = (data[0] & AnimationFlag) != 0;
        var (width, height) = (1L + UInt24(data[4..]), 1L + UInt24(data[7..]));
        Size = new Dimensions((int)width, (int)height);
        return limits.Check(width, height);
    }

    private Error? VisitStill(Dimensions? stated)
    {
        stills++;
        if (stated is not { Pixels: > 0 } size)
        {
            return Refusals.Broken(ImageFormat.WebP, "its pixels have no header");
        }

        if (extended && !animated && size != Size)
        {
            return Refusals.Broken(ImageFormat.WebP, "it states two sizes");
        }

        Size = extended ? Size : size;
        return limits.Check(size.Width, size.Height);
    }

    private Error? VisitFrame(ReadOnlySpan<byte> data)
    {
        frames++;
        var right = (2L * UInt24(data)) + UInt24(data[6..]) + 1;
        var bottom = (2L * UInt24(data[3..])) + UInt24(data[9..]) + 1;
        return right > Size.Width || bottom > Size.Height
            ? Refusals.Broken(ImageFormat.WebP, "a frame is larger than the canvas")
            : limits.Check(Size.Width, Size.Height, frames);
    }

    // A key frame with its start code; the two highest bits of each side are a scaling hint.
    private static Dimensions? LossySize(ReadOnlySpan<byte> data) =>
        (data[0] & 1) == 0 && data[3] == 0x9D && data[4] == 0x01 && data[5] == 0x2A
            ? new Dimensions(BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF)
            : null;

    private static Dimensions? LosslessSize(ReadOnlySpan<byte> data)
    {
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return data[0] == 0x2F ? new Dimensions((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1) : null;
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}

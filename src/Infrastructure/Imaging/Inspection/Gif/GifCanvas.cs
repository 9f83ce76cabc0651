using System.Buffers.Binary;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Gif;

/// <summary>The size at which a GIF is seen, and how many frames it has.</summary>
internal sealed class GifCanvas(PictureLimits limits)
{
    public Dimensions Size { get; private set; }

    public int Frames { get; private set; }

    public Error? Open(ReadOnlySpan<byte> screen)
    {
        Size = new Dimensions(BinaryPrimitives.ReadUInt16LittleEndian(screen), BinaryPrimitives.ReadUInt16LittleEndian(screen[2..]));
        return limits.Check(Size.Width, Size.Height);
    }

    public Error? AddFrame(ReadOnlySpan<byte> descriptor)
    {
        var left = BinaryPrimitives.ReadUInt16LittleEndian(descriptor);
        var top = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[2..]);
        var width = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[4..]);
        var height = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[6..]);
        Frames++;
        if (Frames == 1)
        {
            // The first frame widens the canvas, as every viewer has it.
            Size = new Dimensions(Math.Max(Size.Width, left + width), Math.Max(Size.Height, top + height));
        }

        var error = Frames == 1 && (long)width * height == 0 ? Refusals.Broken(ImageFormat.Gif, "its first frame is empty") : null;
        return error ?? limits.Check(width, height) ?? limits.Check(Size.Width, Size.Height, Frames);
    }
}

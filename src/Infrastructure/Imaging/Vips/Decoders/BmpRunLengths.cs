using Picora.Infrastructure.Imaging.Inspection.Bmp;

namespace Picora.Infrastructure.Imaging.Vips.Decoders;

/// <summary>The two codes of BMP that write how often a colour repeats. What is stepped over stays black.</summary>
internal sealed class BmpRunLengths(Stream file, BmpHeader header, byte[] palette, RawPixels pixels)
{
    private const int EndOfRow = 0;
    private const int EndOfPicture = 1;
    private const int Step = 2;

    private readonly bool halfBytes = header.Compression == 2;
    private int x;
    private int y;

    /// <exception cref="EndOfStreamException">The picture has no end.</exception>
    public void Decode()
    {
        while (true)
        {
            var (count, value) = (Next(), Next());
            if (count > 0)
            {
                Repeat(count, value);
            }
            else if (value is EndOfRow)
            {
                (x, y) = (0, y + 1);
            }
            else if (value is EndOfPicture)
            {
                return;
            }
            else if (value is Step)
            {
                (x, y) = (Math.Min(x + Next(), header.Width), y + Next());
            }
            else
            {
                Literal(value);
            }
        }
    }

    private byte Next() => file.ReadByte() is var value and >= 0 ? (byte)value : throw new EndOfStreamException();

    private void Repeat(int count, byte value)
    {
        for (var i = 0; i < count; i++)
        {
            Put(Index(value, i));
        }
    }

    // Padded to an even number of bytes.
    private void Literal(int count)
    {
        var length = halfBytes ? (count + 1) / 2 : count;
        byte value = 0;
        for (var i = 0; i < count; i++)
        {
            value = !halfBytes || i % 2 == 0 ? Next() : value;
            Put(Index(value, i));
        }

        if (length % 2 == 1)
        {
            Next();
        }
    }

    private int Index(byte value, int position) => !halfBytes ? value : position % 2 == 0 ? value >> 4 : value & 0xF;

    // Runs that leave the picture are cut off.
    private void Put(int index)
    {
        if (x < header.Width && y < header.Height)
        {
            palette.AsSpan(index * 3, 3).CopyTo(pixels.Row(header.Height - 1 - y)[(x * 3)..]);
        }

        x++;
    }
}

using System.Buffers.Binary;
using Picora.Domain;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Jpeg;

/// <summary>The frame header: how the pixels are coded, and how many there are.</summary>
internal static class JpegFrame
{
    public static Result<Dimensions> Read(byte marker, ReadOnlySpan<byte> payload)
    {
        if (!JpegMarker.IsSupportedFrame(marker))
        {
            return Refusals.Unsupported(ImageFormat.Jpeg, "it is neither baseline nor progressive");
        }

        if (payload.Length < 6 || payload.Length < 6 + (3 * payload[5]))
        {
            return Refusals.Broken(ImageFormat.Jpeg, "its frame header is too short");
        }

        if (payload[0] != 8 || payload[5] is not (1 or 3 or 4))
        {
            return Refusals.Unsupported(ImageFormat.Jpeg, "it has not 8 bits in 1, 3 or 4 channels");
        }

        var stated = new Dimensions(BinaryPrimitives.ReadUInt16BigEndian(payload[3..]), BinaryPrimitives.ReadUInt16BigEndian(payload[1..]));
        return stated.Pixels > 0 ? stated : Refusals.Broken(ImageFormat.Jpeg, "it states no size");
    }
}

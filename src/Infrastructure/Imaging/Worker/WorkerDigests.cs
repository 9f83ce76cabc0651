using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>A digest within a message.</summary>
internal static class WorkerDigests
{
    public static void Write(BinaryWriter writer, PictureDigest? digest)
    {
        writer.Write(digest is not null);
        if (digest is null)
        {
            return;
        }

        writer.Write(digest.ColourSpace);
        writer.Write(digest.DominantColour ?? "");
        writer.Write(digest.ThumbHash);
        writer.Write(digest.PerceptualHash);
    }

    /// <exception cref="InvalidDataException">A worker in its right mind writes no such thing.</exception>
    public static PictureDigest? Read(BinaryReader reader)
    {
        if (!reader.ReadBoolean())
        {
            return null;
        }

        var space = Text(reader, PictureDigest.MaxColourSpaceLength);
        var colour = Text(reader, PictureDigest.ColourLength);
        return new PictureDigest(
            space, colour.Length == 0 ? null : colour, Text(reader, PictureDigest.MaxThumbHashLength), Text(reader, PictureDigest.PerceptualHashLength));
    }

    private static string Text(BinaryReader reader, int maxLength) =>
        reader.ReadString() is var text && text.Length <= maxLength && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw new InvalidDataException("The worker answers an impossible digest.");
}

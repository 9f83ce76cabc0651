using Picora.Application.Abstractions;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>What a worker is asked to do.</summary>
/// <param name="Path">Where the picture lies on this machine.</param>
internal sealed record WorkerJob(ImageFormat Format, string Path, IReadOnlyList<RenditionSpec> Renditions)
{
    public byte[] ToFrame() => Frames.Wrap(writer =>
    {
        writer.Write((byte)Format);
        writer.Write(Path);
        writer.Write((byte)Renditions.Count);
        foreach (var rendition in Renditions)
        {
            writer.Write(rendition.Name);
            writer.Write(rendition.Box);
            writer.Write((byte)rendition.Quality);
            writer.Write((byte)rendition.Effort);
        }
    });

    public static WorkerJob Parse(byte[] frame)
    {
        using var reader = new BinaryReader(new MemoryStream(frame));
        var format = (ImageFormat)reader.ReadByte();
        var path = reader.ReadString();
        var renditions = new RenditionSpec[reader.ReadByte()];
        for (var i = 0; i < renditions.Length; i++)
        {
            renditions[i] = new RenditionSpec(reader.ReadString(), reader.ReadInt32(), reader.ReadByte(), reader.ReadByte());
        }

        return new WorkerJob(format, path, renditions);
    }
}

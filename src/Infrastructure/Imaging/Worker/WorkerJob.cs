using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>What a worker is asked to do.</summary>
/// <param name="Path">Where the picture lies on this machine.</param>
internal sealed record WorkerJob(ImageFormat Format, string Path, IReadOnlyList<TransformPlan> Plans)
{
    public byte[] ToFrame() => Frames.Wrap(writer =>
    {
        writer.Write((byte)Format);
        writer.Write(Path);
        writer.Write((byte)Plans.Count);
        foreach (var plan in Plans)
        {
            WorkerPlans.Write(writer, plan);
        }
    });

    public static WorkerJob Parse(byte[] frame)
    {
        using var reader = new BinaryReader(new MemoryStream(frame));
        var format = (ImageFormat)reader.ReadByte();
        var path = reader.ReadString();
        var plans = new TransformPlan[reader.ReadByte()];
        for (var i = 0; i < plans.Length; i++)
        {
            plans[i] = WorkerPlans.Read(reader);
        }

        return new WorkerJob(format, path, plans);
    }
}

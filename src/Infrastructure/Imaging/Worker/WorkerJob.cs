using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>What a worker is asked to do.</summary>
/// <param name="Path">Where the picture lies on this machine.</param>
/// <param name="Identity">A name that these bytes alone will ever have; null when the picture is not to be kept decoded.</param>
/// <param name="WatermarkPath">Where the picture lies that the plans lay over it; null when none does.</param>
/// <param name="IsDescribed">Whether the pixels are to be looked at, too.</param>
internal sealed record WorkerJob(
    ImageFormat Format, string Path, string? Identity, IReadOnlyList<TransformPlan> Plans, string? WatermarkPath, bool IsDescribed)
{
    public byte[] ToFrame() => Frames.Wrap(writer =>
    {
        writer.Write((byte)Format);
        writer.Write(Path);
        writer.Write(Identity ?? string.Empty);
        writer.Write(WatermarkPath ?? string.Empty);
        writer.Write(IsDescribed);
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
        var identity = ReadOptional(reader);
        var watermarkPath = ReadOptional(reader);
        var isDescribed = reader.ReadBoolean();
        var plans = new TransformPlan[reader.ReadByte()];
        for (var i = 0; i < plans.Length; i++)
        {
            plans[i] = WorkerPlans.Read(reader);
        }

        return new WorkerJob(format, path, identity, plans, watermarkPath, isDescribed);
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadString() is { Length: > 0 } text ? text : null;
}

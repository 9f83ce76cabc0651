using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>A plan within a message.</summary>
internal static class WorkerPlans
{
    public static void Write(BinaryWriter writer, TransformPlan plan)
    {
        Write(writer, plan.Placement.Resized);
        Write(writer, plan.Placement.Canvas);
        writer.Write(plan.Focus.X);
        writer.Write(plan.Focus.Y);
        writer.Write(plan.Focus.IsSmart);
        writer.Write((byte)plan.Format);
        writer.Write((byte)plan.Quality);
        writer.Write((byte)plan.Effort);
        writer.Write(plan.IsAnimated);
    }

    public static TransformPlan Read(BinaryReader reader) => new(
        new Placement(ReadSize(reader), ReadSize(reader)),
        new Focus(reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean()),
        (ImageFormat)reader.ReadByte(),
        reader.ReadByte(),
        reader.ReadByte(),
        reader.ReadBoolean());

    private static void Write(BinaryWriter writer, Dimensions size)
    {
        writer.Write(size.Width);
        writer.Write(size.Height);
    }

    private static Dimensions ReadSize(BinaryReader reader) => new(reader.ReadInt32(), reader.ReadInt32());
}

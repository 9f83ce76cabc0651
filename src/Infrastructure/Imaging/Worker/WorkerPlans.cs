using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;

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
        writer.Write(plan.Watermark is not null);
        if (plan.Watermark is { } watermark)
        {
            Write(writer, watermark);
        }
    }

    public static TransformPlan Read(BinaryReader reader) => new(
        new Placement(ReadSize(reader), ReadSize(reader)),
        new Focus(reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean()),
        (ImageFormat)reader.ReadByte(),
        reader.ReadByte(),
        reader.ReadByte(),
        reader.ReadBoolean(),
        reader.ReadBoolean() ? ReadWatermark(reader) : null);

    private static void Write(BinaryWriter writer, Watermark watermark)
    {
        writer.Write((byte)watermark.Position);
        writer.Write(watermark.Opacity);
        writer.Write(watermark.Text ?? string.Empty);
        writer.Write(watermark.FontSize);
        writer.Write(watermark.Picture is not null);
        if (watermark.Picture is { } picture)
        {
            writer.Write(picture.Id.Value);
            writer.Write((byte)picture.Format);
            writer.Write(picture.Key.Value);
        }
    }

    private static Watermark ReadWatermark(BinaryReader reader) => new(
        (WatermarkPosition)reader.ReadByte(),
        reader.ReadDouble(),
        reader.ReadString(),
        reader.ReadInt32(),
        reader.ReadBoolean() ? ReadPicture(reader) : null);

    private static WatermarkImage ReadPicture(BinaryReader reader) =>
        new(ImageId.FromStored(reader.ReadString()), (ImageFormat)reader.ReadByte(), ObjectKey.Parse(reader.ReadString()));

    private static void Write(BinaryWriter writer, Dimensions size)
    {
        writer.Write(size.Width);
        writer.Write(size.Height);
    }

    private static Dimensions ReadSize(BinaryReader reader) => new(reader.ReadInt32(), reader.ReadInt32());
}

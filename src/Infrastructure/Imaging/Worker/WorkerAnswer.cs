using Picora.Application.Abstractions;
using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Worker;

internal enum WorkerVerdict : byte
{
    Ready,
    CannotStart,
    Rendered,
    Unreadable,
    OutOfMemory,
}

/// <summary>What a worker says: once that it is ready, then one answer to each job. The pictures' bytes follow the message in order.</summary>
/// <param name="Detail">For the log, never for clients.</param>
internal sealed record WorkerAnswer(WorkerVerdict Verdict, string Detail, IReadOnlyList<WorkerPicture> Pictures)
{
    /// <summary>The detail of a probed worker that can do so.</summary>
    public const string DecodesHeic = "heic";

    private const int MaxDetailLength = 1_000;

    /// <summary>What the pixels say, where the job asks.</summary>
    public PictureDigest? Digest { get; init; }

    public static WorkerAnswer Of(WorkerVerdict verdict, string detail = "") => new(verdict, detail, []);

    public static WorkerAnswer Of(DescribedImages rendered) => new(
        WorkerVerdict.Rendered, "", [.. rendered.Images.Select(image => new WorkerPicture(image.Size, image.Content.Length))])
    {
        Digest = rendered.Digest,
    };

    public byte[] ToFrame() => Frames.Wrap(writer =>
    {
        writer.Write((byte)Verdict);
        writer.Write(Detail.Length <= MaxDetailLength ? Detail : Detail[..MaxDetailLength]);
        writer.Write((byte)Pictures.Count);
        foreach (var picture in Pictures)
        {
            writer.Write(picture.Size.Width);
            writer.Write(picture.Size.Height);
            writer.Write(picture.Length);
        }

        WorkerDigests.Write(writer, Digest);
    });

    /// <exception cref="EndOfStreamException">The message is shorter than it says.</exception>
    public static WorkerAnswer Parse(byte[] frame)
    {
        using var reader = new BinaryReader(new MemoryStream(frame));
        var verdict = (WorkerVerdict)reader.ReadByte();
        var detail = reader.ReadString();
        var pictures = new WorkerPicture[reader.ReadByte()];
        for (var i = 0; i < pictures.Length; i++)
        {
            pictures[i] = new WorkerPicture(new Dimensions(reader.ReadInt32(), reader.ReadInt32()), reader.ReadInt32());
        }

        return new WorkerAnswer(verdict, detail, pictures) { Digest = WorkerDigests.Read(reader) };
    }
}

/// <param name="Length">Of the encoded picture, in bytes.</param>
internal readonly record struct WorkerPicture(Dimensions Size, int Length);

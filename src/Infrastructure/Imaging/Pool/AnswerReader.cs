using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Infrastructure.Imaging.Worker;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>Reads what a worker says, and believes nothing that cannot be. Blocks its thread.</summary>
internal sealed class AnswerReader(Stream output)
{
    /// <exception cref="EndOfStreamException">The worker is gone.</exception>
    /// <exception cref="InvalidDataException">The worker is no longer itself.</exception>
    public WorkerAnswer Read() => WorkerAnswer.Parse(Frames.Read(output) ?? throw new EndOfStreamException());

    /// <summary>The answer to a job, with the pictures' bytes.</summary>
    /// <exception cref="EndOfStreamException">The worker is gone.</exception>
    /// <exception cref="InvalidDataException">The worker is no longer itself.</exception>
    public Result<IReadOnlyList<RenderedImage>> ReadRenditions(WorkerJob job)
    {
        var answer = Read();
        return answer.Verdict switch
        {
            WorkerVerdict.Rendered when answer.Pictures.Count == job.Renditions.Count =>
                job.Renditions.Zip(answer.Pictures, ReadPicture).ToList(),
            WorkerVerdict.Unreadable => RenderErrors.Unreadable,
            WorkerVerdict.OutOfMemory => RenderErrors.Memory,
            _ => throw new InvalidDataException("The worker answers something else."),
        };
    }

    private RenderedImage ReadPicture(RenditionSpec rendition, WorkerPicture picture)
    {
        // Encoded pixels are smaller than raw ones.
        var mostBytes = Math.Min((4L * rendition.Box * rendition.Box) + Frames.MaxLength, int.MaxValue);
        if (picture.Length < 0 || picture.Length > mostBytes || picture.Width > rendition.Box || picture.Height > rendition.Box)
        {
            throw new InvalidDataException("The worker answers an impossible picture.");
        }

        var content = new byte[picture.Length];
        output.ReadExactly(content);
        return new RenderedImage(rendition.Name, picture.Width, picture.Height, content);
    }
}

using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media.Transforms;
using Picora.Infrastructure.Imaging.Worker;

namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>Reads what a worker says, and believes nothing that cannot be. Blocks its thread.</summary>
internal sealed class AnswerReader(Stream output)
{
    private const long MostAnimatedBytes = 256 * 1024 * 1024;

    /// <exception cref="EndOfStreamException">The worker is gone.</exception>
    /// <exception cref="InvalidDataException">The worker is no longer itself.</exception>
    public WorkerAnswer Read() => WorkerAnswer.Parse(Frames.Read(output) ?? throw new EndOfStreamException());

    /// <summary>The answer to a job, with the pictures' bytes.</summary>
    /// <exception cref="EndOfStreamException">The worker is gone.</exception>
    /// <exception cref="InvalidDataException">The worker is no longer itself.</exception>
    public Result<DescribedImages> ReadRenditions(WorkerJob job)
    {
        var answer = Read();
        return answer.Verdict switch
        {
            WorkerVerdict.Rendered when answer.Pictures.Count == job.Plans.Count =>
                new DescribedImages(job.Plans.Zip(answer.Pictures, ReadPicture).ToList(), answer.Digest),
            WorkerVerdict.Unreadable => RenderErrors.Unreadable,
            WorkerVerdict.OutOfMemory => RenderErrors.Memory,
            _ => throw new InvalidDataException("The worker answers something else."),
        };
    }

    private RenderedImage ReadPicture(TransformPlan plan, WorkerPicture picture)
    {
        // Encoded pixels are smaller than raw ones.
        var mostBytes = plan.IsAnimated ? MostAnimatedBytes : (4 * plan.Placement.Canvas.Pixels) + Frames.MaxLength;
        if (picture.Length < 0 || picture.Length > Math.Min(mostBytes, int.MaxValue) || picture.Size != plan.Placement.Canvas)
        {
            throw new InvalidDataException("The worker answers an impossible picture.");
        }

        var content = new byte[picture.Length];
        output.ReadExactly(content);
        return new RenderedImage(picture.Size, content);
    }
}

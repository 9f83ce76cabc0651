using Picora.Application.Abstractions;
using Picora.Infrastructure.Imaging.Vips;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>A job as the worker does it.</summary>
internal sealed class ReceivedJob(WorkerJob job, DecodedPictures decoded)
{
    public void Answer(Stream output)
    {
        var (answer, images) = Render();
        output.Write(answer.ToFrame());
        foreach (var image in images)
        {
            output.Write(image.Content);
        }
    }

    private (WorkerAnswer Answer, IReadOnlyList<RenderedImage> Images) Render()
    {
        try
        {
            var rendered = RenditionChain.Render(
                new PictureSource(job.Format, job.Path, job.Identity), decoded, job.Plans, job.WatermarkPath, job.IsDescribed);
            return (WorkerAnswer.Of(rendered), rendered.Images);
        }
        catch (VipsException failure)
        {
            var verdict = failure.Message.Contains("memory", StringComparison.OrdinalIgnoreCase) ? WorkerVerdict.OutOfMemory : WorkerVerdict.Unreadable;
            return (WorkerAnswer.Of(verdict, failure.Message), []);
        }
        catch (OutOfMemoryException failure)
        {
            return (WorkerAnswer.Of(WorkerVerdict.OutOfMemory, failure.Message), []);
        }
    }
}

using System.Runtime.InteropServices;
using Picora.Application.Abstractions;
using Picora.Infrastructure.Imaging.Vips;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>A job with its picture's bytes, if they came over the pipe.</summary>
internal sealed unsafe class ReceivedJob(WorkerJob job, void* content)
{
    private const int ReadSize = 1024 * 1024;

    /// <exception cref="InvalidDataException">More bytes are announced than this process may ever hold.</exception>
    public static ReceivedJob Read(WorkerJob job, Stream input, long maxLength)
    {
        if (job.Length < 0 || job.Length > maxLength)
        {
            throw new InvalidDataException("The picture is larger than this process may hold.");
        }

        // Outside of the managed heap: libvips reads it in place.
        var content = job.Path is null ? NativeMemory.Alloc((nuint)job.Length) : null;
        for (var done = 0L; content is not null && done < job.Length;)
        {
            var part = new Span<byte>((byte*)content + done, (int)Math.Min(ReadSize, job.Length - done));
            input.ReadExactly(part);
            done += part.Length;
        }

        return new ReceivedJob(job, content);
    }

    public void Answer(Stream output)
    {
        var (answer, images) = Render();
        NativeMemory.Free(content);
        output.Write(answer.ToFrame());
        foreach (var image in images)
        {
            output.Write(image.Content);
        }
    }

    private (WorkerAnswer Answer, IReadOnlyList<RenderedImage> Images) Render()
    {
        var source = job.Path is null
            ? PictureSource.Memory(job.Format, (nint)content, (nuint)job.Length)
            : PictureSource.File(job.Format, job.Path);
        try
        {
            var images = RenditionChain.Render(source, job.Renditions);
            return (WorkerAnswer.Of(images), images);
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

using System.Collections.Concurrent;
using Picora.Infrastructure.Imaging.Vips;
using Picora.Infrastructure.Imaging.Vips.Decoders;

namespace Picora.Infrastructure.Imaging.Worker;

/// <summary>
/// The program <c>picora imaging-worker</c>: decodes strangers' pictures, one after the other, in a process that may die of it. Reads jobs
/// from its standard input, answers on its standard output, and ends when the input does, that is with the server.
/// </summary>
public static class ImagingWorker
{
    public const string Command = "imaging-worker";

    public static int Run()
    {
        using var output = Console.OpenStandardOutput();
        var settings = WorkerEnvironment.Read();
        try
        {
            WorkerLimits.Apply(settings.MemoryBytes);
            VipsLibrary.Load(settings.LibraryPath);
        }
        catch (DllNotFoundException missing)
        {
            output.Write(WorkerAnswer.Of(WorkerVerdict.CannotStart, missing.Message).ToFrame());
            return 1;
        }

        output.Write(WorkerAnswer.Of(WorkerVerdict.Ready, settings.IsProbe && HeicDecoder.IsInstalled ? WorkerAnswer.DecodesHeic : "").ToFrame());
        using var jobs = new BlockingCollection<ReceivedJob>(boundedCapacity: 1);
        using var decoded = new DecodedPictures(settings.DecodedBytes);
        new Thread(() => Listen(jobs, decoded)) { IsBackground = true }.Start();
        foreach (var job in jobs.GetConsumingEnumerable())
        {
            job.Answer(output);
        }

        return 0;
    }

    // A thread of its own, so that the end of the input, which is the end of the server, is seen even in the middle of a picture.
    // (A parent-death signal would not do: it follows the server's thread that started this process, and that one may end early.)
    private static void Listen(BlockingCollection<ReceivedJob> jobs, DecodedPictures decoded)
    {
        using var input = Console.OpenStandardInput();
        try
        {
            while (Frames.Read(input) is { } frame)
            {
                jobs.Add(new ReceivedJob(WorkerJob.Parse(frame), decoded));
            }
        }
        catch (EndOfStreamException)
        {
            // The server went away in the middle of a message.
        }

        WorkerLimits.ExitNow(0);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Infrastructure.Imaging.Pool;
using Picora.Infrastructure.Imaging.Vips;

namespace Picora.Benchmarks;

/// <summary>Figure 4: what the process boundary costs, and how much memory a large picture takes.</summary>
internal static class Workers
{
    private const int Rounds = 5;
    private const int Pictures = 12;
    private static readonly Dimensions Large = new(6240, 4672);

    public static async Task MeasureAsync(Workplace place)
    {
        var (picture, size) = (await place.PictureAsync(4000, 3000), new Dimensions(4000, 3000));
        await using var bench = await PoolBench.StartAsync(place, picture);
        var plans = Plans(size);
        VipsLibrary.Load(null);
        var (pool, inside) = (new Series("the worker pool, one worker"), new Series("the same calls in this process"));
        await bench.RenderAsync(size, plans, 1);
        Inside(picture, plans, 1);
        var (poolCpu, insideCpu) = (new Series("the worker pool, per CPU second"), new Series("in this process, per CPU second"));
        for (var round = 0; round < Rounds; round++)
        {
            await MeasureAsync(inside, insideCpu, () => Task.Run(() => Inside(picture, plans, Pictures)));
            await MeasureAsync(pool, poolCpu, () => bench.RenderAsync(size, plans, Pictures));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            4. Workers: pictures per second, one after the other, {Path.GetFileName(picture)} to both thumbnails
               median of {Rounds} interleaved rounds of {Pictures} (min–max), last column: against in-process
               $ build/bench workers
            """));
        Console.WriteLine(inside.Against(inside, "0.00"));
        Console.WriteLine(pool.Against(inside, "0.00"));
        Console.WriteLine(insideCpu.Against(insideCpu, "0.00"));
        Console.WriteLine(poolCpu.Against(insideCpu, "0.00"));
        await MemoryAsync(place);
    }

    private static async Task MemoryAsync(Workplace place)
    {
        var picture = await place.PictureAsync(Large.Width, Large.Height);
        var (ours, usual, single) = (new Series("Picora's worker"), new Series("sharp's process, two pipelines"), new Series("sharp's process, one decode"));
        for (var round = 0; round < Rounds; round++)
        {
            await using var bench = await PoolBench.StartAsync(place, picture);
            await bench.RenderAsync(Large, Plans(Large), 1);
            ours.Add(PoolBench.PeakMegabytes());
            usual.Add(await SharpAsync(place, picture, "two"));
            single.Add(await SharpAsync(place, picture, "one"));
        }

        Console.WriteLine($"  peak memory in MB, a fresh process and {Path.GetFileName(picture)}; last column: against sharp's usual idiom");
        Console.WriteLine(ours.Against(usual, "0"));
        Console.WriteLine(usual.Against(usual, "0"));
        Console.WriteLine(single.Against(usual, "0"));
    }

    private static List<TransformPlan> Plans(Dimensions size) => [.. Renditions.Of(size, ImageFormat.Jpeg).Select(rendition => rendition.Plan)];

    private static void Inside(string picture, List<TransformPlan> plans, int count)
    {
        using var nothing = new DecodedPictures(0);
        for (var i = 0; i < count; i++)
        {
            RenditionChain.Render(new PictureSource(ImageFormat.Jpeg, picture), nothing, plans, watermarkPath: null, isDescribed: false);
        }
    }

    private static async Task MeasureAsync(Series wall, Series cpu, Func<Task> work)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), CpuTime.OfTree(Environment.ProcessId));
        await work();
        wall.Add(Pictures / Stopwatch.GetElapsedTime(started).TotalSeconds);
        cpu.Add(Pictures / (CpuTime.OfTree(Environment.ProcessId) - before));
    }

    private static async Task<double> SharpAsync(Workplace place, string picture, string decodes)
    {
        var output = await Workplace.RunAsync("node", [Path.Combine(place.Peers, "thumbnails.js"), picture, "1", "0", "4", decodes]);
        using var result = JsonDocument.Parse(output);
        return result.RootElement.GetProperty("peakKilobytes").GetDouble() / 1024;
    }
}

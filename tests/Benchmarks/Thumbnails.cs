using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Imaging.Pool;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Benchmarks;

/// <summary>Figure 1: how many pictures get both thumbnails per second of CPU time.</summary>
internal static class Thumbnails
{
    private const int Rounds = 5;
    private const int WarmUp = 3;
    private const int Pictures = 12;

    // The first is what people write; the others show where the difference comes from.
    private static readonly (string Name, int Effort, string Decodes)[] Sharp =
    [
        ("sharp, two pipelines, effort 4 (usual)", 4, "two"),
        ("sharp, two pipelines, effort 2", 2, "two"),
        ("sharp, one decode, effort 4", 4, "one"),
        ("sharp, one decode, effort 2", 2, "one"),
    ];

    public static async Task MeasureAsync(Workplace place)
    {
        var picture = await place.PictureAsync(4000, 3000);
        using var flusher = new DiskFlusher(1);
        var storage = new LocalObjectStorage(place.Empty("thumbnails"), flusher);
        var key = ObjectKey.Parse("original/picture.jpg");
        await using (var content = File.OpenRead(picture))
        {
            await storage.PutAsync(key, content, CancellationToken.None);
        }

        var options = new ImagingOptions { Workers = 1, WorkerPath = place.Host };
        await using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        await using var pool = new ImageRendererPool(storage, Options.Create(options), new ImagingMetrics(meters.GetRequiredService<IMeterFactory>()), NullLogger<ImageRendererPool>.Instance);
        var ours = new Series("Picora's worker pool, effort 2 (default)");
        var theirs = Sharp.Select(variant => new Series(variant.Name)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await OursAsync(pool, key));
            for (var i = 0; i < Sharp.Length; i++)
            {
                theirs[i].Add(await SharpAsync(place, picture, Sharp[i].Effort, Sharp[i].Decodes));
            }
        }

        Print(place, picture, ours, theirs);
    }

    private static async Task<double> OursAsync(ImageRendererPool pool, ObjectKey key)
    {
        await RenderAsync(pool, key, WarmUp);
        var before = CpuTime.OfTree(Environment.ProcessId);
        await RenderAsync(pool, key, Pictures);
        return Pictures / (CpuTime.OfTree(Environment.ProcessId) - before);
    }

    private static async Task RenderAsync(ImageRendererPool pool, ObjectKey key, int count)
    {
        var plans = Renditions.Of(new Dimensions(4000, 3000), ImageFormat.Jpeg).Select(rendition => rendition.Plan).ToList();
        for (var i = 0; i < count; i++)
        {
            var rendered = await pool.RenderAsync(new RenderSource(key, ImageFormat.Jpeg, 12_000_000), plans, RenderLane.Background, CancellationToken.None);
            if (!rendered.IsSuccess)
            {
                throw new InvalidOperationException($"The pool made no thumbnails: {rendered.Error.Code}.");
            }
        }
    }

    private static async Task<double> SharpAsync(Workplace place, string picture, int effort, string decodes)
    {
        var output = await Workplace.RunAsync(
            "node", [Path.Combine(place.Peers, "thumbnails.js"), picture, $"{Pictures}", $"{WarmUp}", $"{effort}", decodes]);
        using var result = JsonDocument.Parse(output);
        return Pictures / result.RootElement.GetProperty("cpuSeconds").GetDouble();
    }

    private static void Print(Workplace place, string picture, Series ours, List<Series> theirs)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            1. Thumbnails per CPU second: {new FileInfo(picture).Length / 1e6:0.0} MB JPEG of 4000 × 3000 to WebP of 1280 and 320, quality 80
               median of {Rounds} interleaved rounds (min–max), last column: against the usual sharp
               $ node {Path.GetRelativePath(".", place.Peers)}/thumbnails.js {Path.GetRelativePath(".", picture)} {Pictures} {WarmUp} 4 two
               $ build/bench thumbnails
            """));
        Console.WriteLine(ours.Against(theirs[0], "0.00"));
        theirs.ForEach(variant => Console.WriteLine(variant.Against(theirs[0], "0.00")));
    }
}

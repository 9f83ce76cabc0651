using System.Globalization;
using System.Text.Json;
using Picora.Application.Media;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Benchmarks;

/// <summary>Figure 1: how many pictures get both thumbnails per second of CPU time.</summary>
internal static class Thumbnails
{
    private const int Rounds = 5;
    private const int WarmUp = 3;
    private const int Pictures = 12;

    private static readonly Dimensions Size = new(4000, 3000);
    private static readonly List<TransformPlan> Plans = [.. Renditions.Of(Size, ImageFormat.Jpeg).Select(rendition => rendition.Plan)];

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
        await using var pool = await PoolBench.StartAsync(place, picture);
        var ours = new Series("Picora's worker pool, effort 2 (default)");
        var theirs = Sharp.Select(variant => new Series(variant.Name)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await OursAsync(pool));
            for (var i = 0; i < Sharp.Length; i++)
            {
                theirs[i].Add(await SharpAsync(place, picture, Sharp[i].Effort, Sharp[i].Decodes));
            }
        }

        Print(place, picture, ours, theirs);
    }

    private static async Task<double> OursAsync(PoolBench pool)
    {
        await pool.RenderAsync(Size, Plans, WarmUp);
        var before = CpuTime.OfTree(Environment.ProcessId);
        await pool.RenderAsync(Size, Plans, Pictures);
        return Pictures / (CpuTime.OfTree(Environment.ProcessId) - before);
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
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  at equal effort Picora is {ours.Median / theirs[1].Median:0.00} × sharp's usual idiom and {ours.Median / theirs[3].Median:0.00} × its single decode"));
    }
}

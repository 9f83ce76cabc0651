using System.Globalization;
using Picora.Benchmarks;
using Picora.Benchmarks.Databases;

// build/bench calls this from the repository's root, with the published server and the figures that are wanted.
if (args is not [var host, .. var figures])
{
    Console.Error.WriteLine("Usage: build/bench [thumbnails] [uploads] [delivery] [workers] [variants] [keys] [tus] [start] [lists] [writers]");
    return 2;
}

var place = new Workplace(Path.GetFullPath(host), Path.GetFullPath("build/bench-peers"), Path.GetFullPath("artifacts/bench"));
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, load before {Workplace.Load()}"));
if (figures.Length == 0 || figures.Contains("thumbnails", StringComparer.Ordinal))
{
    await Thumbnails.MeasureAsync(place);
}

if (figures.Length == 0 || figures.Contains("uploads", StringComparer.Ordinal))
{
    await Uploads.MeasureAsync(place);
}

if (figures.Length == 0 || figures.Contains("delivery", StringComparer.Ordinal))
{
    await Delivery.MeasureAsync(place);
}

if (figures.Length == 0 || figures.Contains("workers", StringComparer.Ordinal))
{
    await Workers.MeasureAsync(place);
}

if (figures.Length == 0 || figures.Contains("variants", StringComparer.Ordinal))
{
    await Variants.MeasureAsync(place);
}

if (figures.Length == 0 || figures.Contains("keys", StringComparer.Ordinal))
{
    await Keys.MeasureAsync(place);
}

if (figures.Length == 0 || figures.Contains("tus", StringComparer.Ordinal))
{
    await Resumable.MeasureAsync(place);
}

if (figures.Length == 0 || figures.Contains("start", StringComparer.Ordinal))
{
    await Start.MeasureAsync(place);
}

if (figures.Length == 0 || figures.Contains("lists", StringComparer.Ordinal))
{
    await Lists.MeasureAsync(place);
}

if (figures.Length == 0 || figures.Contains("writers", StringComparer.Ordinal))
{
    await Writers.MeasureAsync(place);
}

Console.WriteLine($"load after {Workplace.Load()}");
return 0;

using System.Diagnostics;
using System.Globalization;

namespace Picora.Benchmarks.Databases;

/// <summary>Figure 8: what a page of a list costs with a million rows of one owner, as a multiple of what it costs with ten thousand.</summary>
internal static class Lists
{
    private const long Few = 10_000;
    private const string Variable = "PICORA_BENCH_ROWS";
    private const int WarmUp = 40;
    private const int Requests = 300;
    private const double Target = 1.2;
    private static readonly long Many = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : 1_000_000;

    public static async Task MeasureAsync(Workplace place)
    {
        Console.WriteLine($"""

            8. Pages of lists, of {Few} and of {Many} rows of one owner: over HTTP with an API key (administrators: with a session), one request at a time
               median of {Requests} requests to each in turns, in milliseconds; at most {Target.ToString(CultureInfo.InvariantCulture)} × is wanted
               a twentieth lies in the trash or is deleted, half is in a collection, a tenth has the tag and the word
               $ build/bench lists
            """);
        await MeasureAsync(place, ListEngine.Sqlite, "SQLite");
        var (small, large) = (await ListEngine.PostgresAsync(), await ListEngine.PostgresAsync());
        var engines = new Queue<ListEngine>([small, large]);
        await MeasureAsync(place, engines.Dequeue, "PostgreSQL");
    }

    private static async Task MeasureAsync(Workplace place, Func<ListEngine> engine, string name)
    {
        var began = Stopwatch.GetTimestamp();
        using var few = await Library.CreateAsync(place, engine(), Few);
        using var many = await Library.CreateAsync(place, engine(), Many);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name} (filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s)"));
        foreach (var page in Page.All)
        {
            await MeasureAsync(page, few, many);
        }
    }

    private static async Task MeasureAsync(Page page, Library few, Library many)
    {
        var (small, large) = (new Series(page.Name), new Series(page.Name));
        for (var request = -WarmUp; request < Requests; request++)
        {
            var (one, other) = (await AskAsync(few, page), await AskAsync(many, page));
            if (request >= 0)
            {
                small.Add(one);
                large.Add(other);
            }
        }

        var ratio = large.Median / small.Median;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {page.Name,-44} {small.Median,7:0.00} {large.Median,7:0.00}   {ratio:0.00} ×{(ratio > Target ? "   MISSED" : "")}"));
    }

    private static async Task<double> AskAsync(Library library, Page page)
    {
        var began = Stopwatch.GetTimestamp();
        var items = await library.Server.CountItemsAsync(page.Route(library), page.IsForAdministrators);
        var elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return items == page.Items ? elapsed : throw new InvalidOperationException($"{page.Name}: {items} items instead of {page.Items}.");
    }
}

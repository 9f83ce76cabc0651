using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Picora.Infrastructure.Telemetry;
using Picora.Infrastructure.Telemetry.Prometheus;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Telemetry;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MetricCollectionTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Meter meter;
    private MetricCollection? collection;

    public MetricCollectionTests() => meter = Meters.Create("Picora.Tests");

    private IMeterFactory Meters => services.GetRequiredService<IMeterFactory>();

    public void Dispose()
    {
        collection?.Dispose();
        services.Dispose();
    }

    [Test]
    public async Task Counters_gauges_and_histograms_are_written_as_Prometheus_reads_them()
    {
        await ListenAsync();
        var calls = meter.CreateCounter<long>("picora.test.calls", "{call}", "How \\ many\ncalls.");
        var level = meter.CreateUpDownCounter<int>("picora.test.level", "By");
        var seconds = meter.CreateHistogram("picora.test.wait", "s", "Waiting.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        meter.CreateObservableGauge("picora.test.share", () => 0.25, "1");

        calls.Add(2, new("way", "a \"quoted\\\n"), new("code", 200));
        calls.Add(3, new("code", 200), new("way", "a \"quoted\\\n"));
        level.Add(7);
        level.Add(-3);
        seconds.Record(0.1);
        seconds.Record(0.5);
        seconds.Record(60);

        Read().ShouldBe(
            """
            # HELP picora_test_calls_total How \\ many\ncalls.
            # TYPE picora_test_calls_total counter
            picora_test_calls_total{code="200",way="a \"quoted\\\n"} 5
            # TYPE picora_test_level_bytes gauge
            picora_test_level_bytes 4
            # TYPE picora_test_share_ratio gauge
            picora_test_share_ratio 0.25
            # HELP picora_test_wait_seconds Waiting.
            # TYPE picora_test_wait_seconds histogram
            picora_test_wait_seconds_bucket{le="0.1"} 1
            picora_test_wait_seconds_bucket{le="1"} 2
            picora_test_wait_seconds_bucket{le="+Inf"} 3
            picora_test_wait_seconds_sum 60.6
            picora_test_wait_seconds_count 3

            """);
    }

    [Test]
    public async Task What_is_observed_and_gone_is_written_no_more()
    {
        await ListenAsync();
        var alive = new List<Measurement<int>> { new(1, new KeyValuePair<string, object?>("worker", 0)), new(1, new KeyValuePair<string, object?>("worker", 1)) };
        meter.CreateObservableUpDownCounter("picora.test.workers", () => alive);

        Parse().Sum("picora_test_workers").ShouldBe(2);
        alive.RemoveAt(0);

        Parse().Samples["picora_test_workers{worker=\"1\"}"].ShouldBe(1);
        Parse().Sum("picora_test_workers").ShouldBe(1);
    }

    [Test]
    public async Task However_many_labels_come_the_series_stay_few_and_nothing_is_lost()
    {
        const int Most = 10;
        await ListenAsync(new MetricsOptions { MaxSeries = Most });
        var counter = meter.CreateCounter<int>("picora.test.flood");
        for (var i = 0; i < 1000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("from", i));
        }

        var scrape = Parse();
        scrape.Samples.Count.ShouldBe(Most + 1);
        scrape.Sum("picora_test_flood_total").ShouldBe(1000);
        scrape.Sum("picora_test_flood_total", MetricFamily.Overflow).ShouldBe(1000 - Most);
    }

    [Test]
    public async Task Measurements_from_many_threads_are_all_counted()
    {
        const int Threads = 8;
        const int Each = 5_000;
        await ListenAsync();
        var (counter, histogram) = (meter.CreateCounter<long>("picora.test.sum"), meter.CreateHistogram<double>("picora.test.size"));
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                counter.Add(1, new KeyValuePair<string, object?>("thread", thread % 2));
                histogram.Record(i);
            }
        })));

        var scrape = Parse();
        scrape.Sum("picora_test_sum_total").ShouldBe(Threads * Each);
        scrape.Sum("picora_test_size_count").ShouldBe(Threads * Each);
        scrape.Samples["picora_test_size_bucket{le=\"+Inf\"}"].ShouldBe(Threads * Each);
    }

    [Test]
    public async Task Other_servers_and_other_libraries_in_the_process_are_not_heard()
    {
        await ListenAsync();
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var foreign = others.GetRequiredService<IMeterFactory>().Create("Picora.Tests").CreateCounter<int>("picora.test.foreign");
        var library = Meters.Create("System.Net.Http").CreateCounter<int>("picora.test.library");
        foreign.Add(1);
        library.Add(1);

        Read().ShouldNotContain("picora_test_");
    }

    [Test]
    public async Task Switched_off_it_listens_to_nothing()
    {
        await ListenAsync(new MetricsOptions { Enabled = false });
        meter.CreateCounter<int>("picora.test.unheard").Add(1);

        Read().ShouldBeEmpty();
    }

    private async Task ListenAsync(MetricsOptions? options = null)
    {
        collection = new MetricCollection(Meters, Options.Create(options ?? new MetricsOptions()), NullLogger<MetricCollection>.Instance);
        await collection.StartAsync(CancellationToken.None);
    }

    // Without the runtime's own, which every process has.
    private string Read() => string.Concat(collection!.Read().Split('\n')
        .Where(line => line.StartsWith("picora_", StringComparison.Ordinal) || line.StartsWith('#') && line.Split(' ')[2].StartsWith("picora_", StringComparison.Ordinal))
        .Select(line => line + "\n"));

    private PrometheusScrape Parse()
    {
        var whole = PrometheusScrape.Parse(collection!.Read());
        whole.Types.ShouldNotBeEmpty();
        return PrometheusScrape.Parse(Read());
    }
}

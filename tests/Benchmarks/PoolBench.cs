using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Imaging.Pool;
using Picora.Infrastructure.Storage.Local;

namespace Picora.Benchmarks;

/// <summary>The real pool with one worker of the published server, and one stored JPEG.</summary>
internal sealed class PoolBench : IAsyncDisposable
{
    private static readonly ObjectKey Key = ObjectKey.Parse("original/picture.jpg");

    private readonly DiskFlusher flusher = new(1);
    private readonly ServiceProvider meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ImageRendererPool pool;
    private readonly LocalObjectStorage storage;

    private PoolBench(Workplace place)
    {
        storage = new LocalObjectStorage(place.Empty("pool"), flusher);
        // Each picture is to be decoded, as each that is sent.
        var options = new ImagingOptions { Workers = 1, WorkerPath = place.Host, DecodedMegabytes = 0 };
        pool = new ImageRendererPool(
            storage, Options.Create(options), new ImagingMetrics(meters.GetRequiredService<IMeterFactory>()), NullLogger<ImageRendererPool>.Instance);
    }

    public static async Task<PoolBench> StartAsync(Workplace place, string picture)
    {
        var bench = new PoolBench(place);
        await using var content = File.OpenRead(picture);
        await bench.storage.PutAsync(Key, content, CancellationToken.None);
        return bench;
    }

    public async Task RenderAsync(Dimensions size, IReadOnlyList<TransformPlan> plans, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var rendered = await pool.RenderAsync(new RenderSource(Key, ImageFormat.Jpeg, size.Pixels), plans, RenderLane.Background, CancellationToken.None);
            if (!rendered.IsSuccess)
            {
                throw new InvalidOperationException($"The pool made no thumbnails: {rendered.Error.Code}.");
            }
        }
    }

    /// <summary>The most memory that a worker of this process, of those that run, has held.</summary>
    public static double PeakMegabytes()
    {
        var children = Directory.EnumerateDirectories("/proc/self/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var peaks = children.SelectMany(id => File.ReadLines($"/proc/{id}/status")).Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return peaks.Max(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        await meters.DisposeAsync();
        flusher.Dispose();
    }
}

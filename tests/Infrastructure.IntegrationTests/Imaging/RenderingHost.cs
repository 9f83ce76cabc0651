using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;
using Picora.Infrastructure.Imaging.Pool;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>A pool of real workers over a store of its own.</summary>
internal sealed class RenderingHost : IAsyncDisposable
{
    private static readonly Dimensions Any = new(100, 100);

    private readonly TemporaryStorage storage;
    private readonly ImageRendererPool pool;
    private readonly string worker;

    public RenderingHost(ImagingOptions? options = null, bool local = true)
    {
        storage = local ? new LocalStorage() : new TemporaryStorage();
        options ??= new ImagingOptions { Workers = 1 };
        // A name of its own for the program, to know this pool's workers among all processes.
        options.WorkerPath ??= Path.Combine(storage.Folder, "picora");
        worker = options.WorkerPath;
        File.CreateSymbolicLink(Path.Combine(storage.Folder, "picora"), Path.Combine(AppContext.BaseDirectory, "picora"));
        pool = new ImageRendererPool(storage, Options.Create(options), new ImagingMetrics(Meters), NullLogger<ImageRendererPool>.Instance);
    }

    public PoolMeters Meters { get; } = new();

    public string PathOf(ObjectKey key) => storage.PathOf(key);

    public ObjectKey Add(byte[] file) => storage.Add(file);

    /// <summary>A thumbnail and a preview, unless other plans are given.</summary>
    public async Task<Result<IReadOnlyList<RenderedImage>>> RenderAsync(byte[] file, ImageFormat format, params TransformPlan[] plans) =>
        await RenderAsync(
            new RenderSource(storage.Add(file), format, 1), RenderLane.Background, CancellationToken.None, plans is [] ? await StandingAsync(file) : plans);

    public Task<Result<IReadOnlyList<RenderedImage>>> RenderAsync(
        RenderSource source, RenderLane lane, CancellationToken cancellationToken, params TransformPlan[] plans) =>
        pool.RenderAsync(source, plans is [] ? [TransformPlan.Inside(Any, 320, 80)] : plans, lane, cancellationToken);

    public async Task<DecodedPicture> ThumbnailAsync(byte[] file, ImageFormat format) =>
        DecodedPicture.WebP((await RenderAsync(file, format)).Value[0].Content);

    // What is no picture cannot be inspected, and has no size.
    private static async Task<TransformPlan[]> StandingAsync(byte[] file)
    {
        var facts = await Inspection.OfAsync(file);
        var size = facts.IsSuccess ? facts.Value.Size : Any;
        return [TransformPlan.Inside(size, 320, 80), TransformPlan.Inside(size, 1280, 80)];
    }

    public Task WarmUpAsync() => pool.WarmUpAsync(CancellationToken.None);

    /// <summary>The workers of this pool that run now.</summary>
    public int[] Workers() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(folder => CommandLine(folder).StartsWith(worker, StringComparison.Ordinal))
            .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)),
    ];

    /// <summary>Sends a signal to the one worker of this pool.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Workers().Single().ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        storage.Dispose();
        Meters.Dispose();
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

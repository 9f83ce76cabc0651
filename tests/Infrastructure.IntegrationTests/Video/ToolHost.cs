using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media.Videos;
using Picora.Domain;
using Picora.Infrastructure.IntegrationTests.Imaging;
using Picora.Infrastructure.Video.Probing;
using Picora.Infrastructure.Video.Tools;
using Picora.Infrastructure.Video.Transcoding;

namespace Picora.Infrastructure.IntegrationTests.Video;

/// <summary>The media tools over a store of their own.</summary>
internal sealed class ToolHost : IDisposable
{
    private readonly ToolStarter starter = new();
    private readonly string data;
    private readonly ServiceProvider meters;

    public ToolHost(Action<MediaToolOptions>? configure = null, Action<VideoOptions>? adjust = null)
    {
        var settings = new MediaToolOptions();
        configure?.Invoke(settings);
        Options = Microsoft.Extensions.Options.Options.Create(settings);
        Isolation = new ToolIsolation(starter, NullLogger<ToolIsolation>.Instance);
        Runner = new MediaToolRunner(starter, Isolation, Options, NullLogger<MediaToolRunner>.Instance);
        data = Directory.CreateTempSubdirectory("picora-data-").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [DataFolder.Setting] = data }).Build();
        var video = new VideoOptions { SegmentSeconds = 2, Preset = "ultrafast", Threads = 1 };
        adjust?.Invoke(video);
        var settled = Microsoft.Extensions.Options.Options.Create(video);
        meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        Transcoder = new FfmpegVideoTranscoder(
            Storage, new WorkFolders(new DataFolder(configuration)), new TranscodeRuns(Runner, Options, settled, NullLogger<TranscodeRuns>.Instance),
            new VideoMetrics(meters.GetRequiredService<IMeterFactory>()), settled);
        Probe = new FfprobeMediaProbe(Storage, Runner, new ToolAbilities(Runner), Options);
    }

    public LocalStorage Storage { get; } = new();

    public IOptions<MediaToolOptions> Options { get; }

    public ToolIsolation Isolation { get; }

    public MediaToolRunner Runner { get; }

    public FfprobeMediaProbe Probe { get; }

    public FfmpegVideoTranscoder Transcoder { get; }

    /// <summary>What lies in the folders for temporary files.</summary>
    public IReadOnlyList<string> WorkFiles => [.. Directory.EnumerateFileSystemEntries(Path.Combine(data, "work"))];

    public async Task<Result<ITranscodedVideo>> TranscodeAsync(byte[] file, Action<int>? onProgress = null, TimeSpan? longest = null, CancellationToken cancellationToken = default)
    {
        var key = Storage.Add(file);
        var facts = await Probe.ProbeAsync(key, cancellationToken);
        return facts.IsSuccess ? await Transcoder.TranscodeAsync(key, facts.Value, longest ?? TimeSpan.MaxValue, onProgress ?? (_ => { }), cancellationToken) : facts.Error;
    }

    public void Dispose()
    {
        starter.Dispose();
        meters.Dispose();
        Storage.Dispose();
        Directory.Delete(data, recursive: true);
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Picora.Infrastructure.IntegrationTests.Imaging;
using Picora.Infrastructure.Video.Probing;
using Picora.Infrastructure.Video.Tools;

namespace Picora.Infrastructure.IntegrationTests.Video;

/// <summary>The media tools over a store of their own.</summary>
internal sealed class ToolHost : IDisposable
{
    private readonly ToolStarter starter = new();

    public ToolHost(Action<MediaToolOptions>? configure = null)
    {
        var settings = new MediaToolOptions();
        configure?.Invoke(settings);
        Options = Microsoft.Extensions.Options.Options.Create(settings);
        Isolation = new ToolIsolation(starter, NullLogger<ToolIsolation>.Instance);
        Runner = new MediaToolRunner(starter, Isolation, Options, NullLogger<MediaToolRunner>.Instance);
        Probe = new FfprobeMediaProbe(Storage, Runner, new ToolAbilities(Runner), Options);
    }

    public LocalStorage Storage { get; } = new();

    public IOptions<MediaToolOptions> Options { get; }

    public ToolIsolation Isolation { get; }

    public MediaToolRunner Runner { get; }

    public FfprobeMediaProbe Probe { get; }

    public void Dispose()
    {
        starter.Dispose();
        Storage.Dispose();
    }
}

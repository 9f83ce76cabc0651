using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Media;
using Picora.Infrastructure.Imaging.Pool;

namespace Picora.Infrastructure.Imaging;

/// <summary>Whether an imaging worker can start. Uploads go on without: their renditions wait.</summary>
internal sealed class ImagingReadiness(IOptions<ImagingOptions> options, WorkerProbe probe) : IReadinessCheck
{
    private const string Words = "Pictures are stored, but their renditions wait: no imaging worker can start.";

    public string Name => "imaging";

    public bool IsRequired => false;

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Workers == 0)
        {
            return "Rendering is switched off.";
        }

        return (await probe.AskAsync(cancellationToken)).Starts ? null : Words;
    }
}

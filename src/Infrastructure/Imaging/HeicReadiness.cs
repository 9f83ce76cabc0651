using Picora.Application.Abstractions;
using Picora.Infrastructure.Imaging.Pool;

namespace Picora.Infrastructure.Imaging;

/// <summary>Whether HEIC pictures can be taken in; all others can without.</summary>
internal sealed class HeicReadiness(WorkerProbe probe) : IReadinessCheck
{
    public string Name => "heic";

    public bool IsRequired => false;

    public async Task<string?> CheckAsync(CancellationToken cancellationToken) =>
        (await probe.AskAsync(cancellationToken)).DecodesHeic ? null : "HEIC pictures are refused: no decoder for them (libheif with HEVC) is installed.";
}

using System.Globalization;
using Picora.Application.Abstractions;

namespace Picora.Application.Media.Transforms;

/// <summary>Holds the kept variants to their limit, those of other servers and of before the last start included.</summary>
internal sealed class TrimVariants(VariantCache cache) : IScheduledJob
{
    private const double Megabyte = 1024 * 1024;

    public string Name => "trim-variants";

    public string Description => "Removes the variants that nobody asked for the longest, once they take more room than they may.";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var (removed, bytes) = await cache.SurveyAsync(cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"Removed {removed} variants; the others take {bytes / Megabyte:0.0} MB.");
    }
}

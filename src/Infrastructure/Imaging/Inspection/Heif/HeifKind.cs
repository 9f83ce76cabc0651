using Picora.Domain.Media;

namespace Picora.Infrastructure.Imaging.Inspection.Heif;

/// <summary>One of the formats that are built alike: a codec's pictures in a container of boxes.</summary>
/// <param name="Brands">By which its files are known.</param>
/// <param name="SequenceBrand">Files that start with this one are animations; null where that is not shown.</param>
/// <param name="IsDelivered">Whether its own bytes go out to strangers, so that what they say about their maker has to be taken out.</param>
internal sealed record HeifKind(ImageFormat Format, IReadOnlyList<string> Brands, string? SequenceBrand, bool IsDelivered)
{
    public static HeifKind Avif { get; } = new(ImageFormat.Avif, ["avif", "avis"], "avis", IsDelivered: true);

    public static HeifKind Heic { get; } =
        new(ImageFormat.Heic, ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"], SequenceBrand: null, IsDelivered: false);
}

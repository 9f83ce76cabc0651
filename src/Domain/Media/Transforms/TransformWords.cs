namespace Picora.Domain.Media.Transforms;

/// <summary>What addresses call fits and formats.</summary>
internal static class TransformWords
{
    private static readonly Dictionary<string, Fit> Fits = new(StringComparer.Ordinal)
    {
        ["inside"] = Fit.Inside,
        ["outside"] = Fit.Outside,
        ["cover"] = Fit.Cover,
        ["contain"] = Fit.Contain,
        ["fill"] = Fit.Fill,
    };

    // The first word of each is the one that is written.
    private static readonly KeyValuePair<string, RequestedFormat>[] Formats =
    [
        new("auto", RequestedFormat.Auto),
        new("jpeg", RequestedFormat.Jpeg),
        new("jpg", RequestedFormat.Jpeg),
        new("png", RequestedFormat.Png),
        new("webp", RequestedFormat.WebP),
        new("avif", RequestedFormat.Avif),
    ];

    public static string Of(Fit fit) => Fits.First(word => word.Value == fit).Key;

    public static string Of(RequestedFormat format) => Formats.First(word => word.Value == format).Key;

    public static Fit? ParseFit(string text) => Fits.TryGetValue(text, out var fit) ? fit : null;

    public static RequestedFormat? ParseFormat(string text) =>
        Formats.Where(word => string.Equals(word.Key, text, StringComparison.Ordinal)).Select(word => (RequestedFormat?)word.Value).FirstOrDefault();
}

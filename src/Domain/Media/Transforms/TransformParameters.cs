using System.Globalization;

namespace Picora.Domain.Media.Transforms;

/// <summary>Which format a transform asks for.</summary>
public enum RequestedFormat
{
    /// <summary>The one that the picture has.</summary>
    Original,

    /// <summary>The smallest that the client accepts.</summary>
    Auto,
    Jpeg,
    Png,
    WebP,
    Avif,
}

/// <summary>
/// A transform as an address asks for it, whatever the picture. Two that mean the same are equal, and have the same text.
/// </summary>
/// <param name="Width">Of the box in pixels, device pixels counted: <c>w</c> times <c>dpr</c>.</param>
/// <param name="Fit">Inside unless both sides of the box are given: with one side, every fit means the same.</param>
/// <param name="Focus">The centre unless something can be cut off.</param>
/// <param name="Watermark">A template's id.</param>
public sealed record TransformParameters(
    int? Width, int? Height, Fit Fit, RequestedFormat Format, int Quality, Focus Focus, string? Watermark)
{
    public static readonly TransformParameters None =
        new(null, null, Fit.Inside, RequestedFormat.Original, TransformPlan.DefaultQuality, Focus.Centre, null);

    /// <summary>Whether the original is asked for.</summary>
    public bool IsNone => this == None;

    /// <summary>As a query that reads as these parameters: what is usual is left out, the rest is in ordinal order.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        Add("fit", Fit == Fit.Inside ? null : TransformWords.Of(Fit));
        Add("fmt", Format == RequestedFormat.Original ? null : TransformWords.Of(Format));
        Add("focus", Focus == Focus.Centre || Focus.IsSmart ? null : Focus.ToString());
        Add("gravity", Focus.IsSmart ? Focus.ToString() : null);
        Add("h", Height?.ToString(CultureInfo.InvariantCulture));
        Add("q", Quality == TransformPlan.DefaultQuality ? null : Quality.ToString(CultureInfo.InvariantCulture));
        Add("w", Width?.ToString(CultureInfo.InvariantCulture));
        Add("wm", Watermark);
        return string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={value}");
            }
        }
    }
}

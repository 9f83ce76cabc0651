namespace Picora.Domain.Media.Transforms;

/// <summary>How a picture meets the box that is asked for.</summary>
public enum Fit
{
    /// <summary>Whole, at most as large as the box, never enlarged.</summary>
    Inside,

    /// <summary>Whole, as small as covers the box.</summary>
    Outside,

    /// <summary>Fills the box exactly; what hangs over is cut off.</summary>
    Cover,

    /// <summary>Whole within the box, which is exact; what is left of it stays empty.</summary>
    Contain,

    /// <summary>Stretched to the box.</summary>
    Fill,
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Media.Transforms;

public enum WatermarkPosition
{
    TopLeft,
    TopRight,
    BottomLeft,
    BottomRight,
    Center,
}

/// <summary>A watermark as its template said when the plan was made; a template that changes makes other plans.</summary>
/// <param name="Opacity">0 (invisible) to 1.</param>
/// <param name="Text">What is written; null for a picture.</param>
/// <param name="FontSize">Of the text, in pixels of the result.</param>
/// <param name="Picture">The stored picture that is laid over; null for a text.</param>
public sealed record Watermark(WatermarkPosition Position, double Opacity, string? Text, int FontSize, WatermarkImage? Picture)
{
    /// <summary>The same for equal watermarks only.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"wm:{Position};{Opacity:R};{FontSize};{Picture?.Key.Value};{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text ?? string.Empty)))}");
}

/// <summary>A stored picture that is laid over others.</summary>
public sealed record WatermarkImage(ImageId Id, ImageFormat Format, ObjectKey Key);

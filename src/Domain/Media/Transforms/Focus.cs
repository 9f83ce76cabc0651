using System.Globalization;

namespace Picora.Domain.Media.Transforms;

/// <summary>Which part of a picture stays when some of it is cut off: around a point, or where something catches the eye.</summary>
/// <param name="X">From the left, in thousandths of the width.</param>
/// <param name="Y">From the top, in thousandths of the height.</param>
/// <param name="IsSmart">The picture decides; the point does not count.</param>
public readonly record struct Focus(int X, int Y, bool IsSmart = false)
{
    public const int Scale = 1000;

    public static readonly Focus Centre = new(Scale / 2, Scale / 2);

    public static readonly Focus Smart = new(Scale / 2, Scale / 2, IsSmart: true);

    /// <summary>A direction of the compass, <c>center</c>, <c>smart</c> or <c>attention</c>; null for anything else.</summary>
    public static Focus? ParseGravity(string text) => text switch
    {
        "center" or "centre" => Centre,
        "north" => new Focus(Scale / 2, 0),
        "northeast" => new Focus(Scale, 0),
        "east" => new Focus(Scale, Scale / 2),
        "southeast" => new Focus(Scale, Scale),
        "south" => new Focus(Scale / 2, Scale),
        "southwest" => new Focus(0, Scale),
        "west" => new Focus(0, Scale / 2),
        "northwest" => new Focus(0, 0),
        "smart" or "attention" => Smart,
        _ => null,
    };

    /// <summary>A point as two shares of one, such as <c>0.25,0.7</c>; null for anything else.</summary>
    public static Focus? ParsePoint(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 && ParseShare(text[..comma]) is { } x && ParseShare(text[(comma + 1)..]) is { } y ? new Focus(x, y) : null;
    }

    /// <summary><c>smart</c>, or a point that <see cref="ParsePoint"/> reads.</summary>
    public override string ToString() =>
        IsSmart ? "smart" : string.Create(CultureInfo.InvariantCulture, $"{X / (decimal)Scale:0.###},{Y / (decimal)Scale:0.###}");

    private static int? ParseShare(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? (int)decimal.Round(share * Scale)
            : null;
}

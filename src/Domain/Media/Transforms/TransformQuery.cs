using System.Globalization;

namespace Picora.Domain.Media.Transforms;

/// <summary>Reads transforms from the parameters of an address, strictly: whatever is not understood is refused (contract section 26.4).</summary>
public static class TransformQuery
{
    public const string Code = "INVALID_IMAGE_PARAMS";

    /// <summary>The names that are read here.</summary>
    public static readonly IReadOnlySet<string> Names =
        new HashSet<string>(["w", "h", "fit", "fmt", "q", "dpr", "gravity", "focus", "wm"], StringComparer.Ordinal);

    private const int MaxQuality = 100;
    private const decimal LeastRatio = 1;
    private const decimal MostRatio = 4;

    /// <param name="parameters">Each name once.</param>
    public static Result<TransformParameters> Parse(IReadOnlyDictionary<string, string> parameters)
    {
        foreach (var name in parameters.Keys)
        {
            if (!Names.Contains(name))
            {
                return Invalid($"{name}: there is no such parameter.");
            }
        }

        var fields = new Fields(parameters);
        var ratio = fields.Read("dpr", ParseRatio, "a number from 1 to 4") ?? 1;
        var width = Scaled(fields, "w", ratio);
        var height = Scaled(fields, "h", ratio);
        var fit = fields.Read("fit", TransformWords.ParseFit, "cover, contain, fill, inside or outside") ?? Fit.Inside;
        var format = fields.Read("fmt", TransformWords.ParseFormat, "auto, webp, jpeg, png or avif") ?? RequestedFormat.Original;
        var quality = fields.Read("q", text => ParseNumber(text, MaxQuality), $"a whole number from 1 to {MaxQuality}") ?? TransformPlan.DefaultQuality;
        var watermark = fields.Text("wm", text => NanoId.IsValid(text, NanoId.Long), "a watermark template's id");
        var focus = ReadFocus(fields);
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        var hasBox = width is not null && height is not null;
        return new TransformParameters(
            width,
            height,
            hasBox ? fit : Fit.Inside,
            format,
            format == RequestedFormat.Png ? TransformPlan.DefaultQuality : quality,
            hasBox && fit == Fit.Cover ? focus : Focus.Centre,
            watermark);
    }

    public static Error Invalid(string message) => new(ErrorKind.BadRequest, Code, message);

    private static int? Scaled(Fields fields, string name, decimal ratio)
    {
        var side = fields.Read(name, text => ParseNumber(text, Placement.MaxSide), $"a whole number from 1 to {Placement.MaxSide}");
        var scaled = side is { } given ? (int)decimal.Round(given * ratio, MidpointRounding.AwayFromZero) : (int?)null;
        if (scaled > Placement.MaxSide)
        {
            fields.Refuse($"{name} times dpr is more than {Placement.MaxSide}.");
        }

        return scaled;
    }

    private static Focus ReadFocus(Fields fields)
    {
        var gravity = fields.Read("gravity", Focus.ParseGravity, "a direction such as north or southeast, center, or smart");
        var point = fields.Read("focus", Focus.ParsePoint, "two shares from 0 to 1, such as 0.25,0.7");
        if (gravity is not null && point is not null)
        {
            fields.Refuse("gravity and focus exclude each other.");
        }

        return gravity ?? point ?? Focus.Centre;
    }

    private static int? ParseNumber(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;

    private static decimal? ParseRatio(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio) && ratio is >= LeastRatio and <= MostRatio
            ? ratio
            : null;

    /// <summary>Reads parameters one by one and keeps the first refusal.</summary>
    private sealed class Fields(IReadOnlyDictionary<string, string> parameters)
    {
        public Error? Refusal { get; private set; }

        public T? Read<T>(string name, Func<string, T?> parse, string expected)
            where T : struct
        {
            if (!parameters.TryGetValue(name, out var text))
            {
                return null;
            }

            var value = parse(text);
            if (value is null)
            {
                Refuse($"{name} is {expected}.");
            }

            return value;
        }

        public string? Text(string name, Func<string, bool> isValid, string expected)
        {
            var text = parameters.GetValueOrDefault(name);
            if (text is not null && !isValid(text))
            {
                Refuse($"{name} is {expected}.");
            }

            return text;
        }

        public void Refuse(string message) => Refusal ??= Invalid(message);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Picora.Api.Documentation;

namespace Picora.Api.Endpoints.Media;

/// <summary>The parameters that make a picture to measure (contract section 26.4).</summary>
internal static class TransformDocs
{
    public const string Description = """
        With parameters, the picture is made to measure: the same parameters in any order or spelling give the same bytes, kept and cached
        for good. Whatever is not understood is refused with `INVALID_IMAGE_PARAMS`. An animated GIF stays as it is unless `fmt` says otherwise;
        with `fmt=webp` it stays animated. What cannot be made now answers 429 or 503 with `Retry-After`, never with another picture.
        """;

    public static readonly QueryField[] Fields =
    [
        Number("w", "Width of the box in CSS pixels; `w` times `dpr` is at most 4096.", 400, 1, 4096),
        Number("h", "Height of the box in CSS pixels.", 300, 1, 4096),
        Number("dpr", "Device pixels per CSS pixel.", 2, 1, 4),
        Choice(
            "fit",
            "`inside` (whole, never enlarged), `outside` (whole, covers the box), `cover` (fills the box, the rest is cut off), `contain` (whole, "
            + "the rest of the box stays empty) or `fill` (stretched). Without both `w` and `h` it says nothing.",
            "cover", "inside", "outside", "cover", "contain", "fill"),
        Choice(
            "gravity", "With `fit=cover`: what stays. `smart` (or `attention`) looks for what catches the eye.",
            "smart", "center", "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest", "smart", "attention"),
        Text("focus", "With `fit=cover`, in the stead of `gravity`: the point that stays, as shares of width and height.", "0.25,0.7"),
        Choice(
            "fmt", "`auto` is AVIF or WebP when `Accept` names them, otherwise the picture's own format. Without it: the picture's own.",
            "auto", "auto", "webp", "jpeg", "png", "avif"),
        Number("q", "Quality, where the format loses something.", 85, 1, 100),
        Text("wm", "A watermark template's id.", "V1StGXR8Z5jdHi6BmyT9a"),
        Text("preset", "A named set of parameters from the server's settings; parameters beside it replace its own.", "card"),
        Choice("preview", "Made for a look: not kept, not cached, 60 per minute and user.", "1", "1"),
    ];

    private static QueryField Number(string name, string description, int example, int least, int most) => new(
        name, description, example, new OpenApiSchema
        {
            Type = JsonSchemaType.Number,
            Minimum = least.ToString(CultureInfo.InvariantCulture),
            Maximum = most.ToString(CultureInfo.InvariantCulture),
        });

    private static QueryField Choice(string name, string description, string example, params string[] values) => new(
        name, description, example, new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] });

    private static QueryField Text(string name, string description, string example) =>
        new(name, description, example, new OpenApiSchema { Type = JsonSchemaType.String });
}

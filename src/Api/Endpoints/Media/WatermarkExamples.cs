using Picora.Api.Documentation;
using Picora.Application.Media.Watermarks;

namespace Picora.Api.Endpoints.Media;

internal static class WatermarkExamples
{
    public static readonly WatermarkTemplateResponse Template = new(
        "h8I9j0K1l2M3n4O5p6Q7r", "Corner", "text", "bottom-right", 0.5, "© Ada Lovelace", 24, ImageUrl: null, Samples.Now, Samples.Now);

    public static readonly IReadOnlyList<WatermarkTemplateResponse> List = [Template];

    public static readonly WatermarkInput New = new("Corner", "text", "bottom-right", 0.5, "© Ada Lovelace", 24, ImageUrl: null);

    public static readonly WatermarkPatch Change = new(Name: null, Type: null, "center", 0.3, Text: null, FontSize: null, ImageUrl: null);
}

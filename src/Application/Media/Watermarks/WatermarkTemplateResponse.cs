using Picora.Application.Abstractions;
using Picora.Domain.Media;

namespace Picora.Application.Media.Watermarks;

/// <summary>A watermark template as its owner sees it (contract section 28).</summary>
/// <param name="Type"><c>text</c> or <c>image</c>.</param>
/// <param name="ImageUrl">Null for a text.</param>
public sealed record WatermarkTemplateResponse(
    string Id,
    string Name,
    string Type,
    string Position,
    double Opacity,
    string? Text,
    int FontSize,
    string? ImageUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    internal static WatermarkTemplateResponse From(WatermarkTemplate template, IPublicUrls urls)
    {
        var image = template.Design.Image;
        return new WatermarkTemplateResponse(
            template.Id.Value,
            template.Name,
            image is null ? WatermarkWords.Text : WatermarkWords.Image,
            WatermarkWords.Of(template.Position),
            template.Opacity,
            template.Text,
            template.FontSize,
            image is null ? null : MediaUrls.Original(urls, image.Id, image.Format),
            template.CreatedAt,
            template.UpdatedAt);
    }
}

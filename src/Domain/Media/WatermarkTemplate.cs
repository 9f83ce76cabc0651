using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Media;

/// <summary>A watermark that somebody has designed, to be laid over their pictures by its id.</summary>
public sealed class WatermarkTemplate
{
    // For the database.
    private WatermarkTemplate()
    {
        Name = string.Empty;
    }

    public WatermarkTemplateId Id { get; private set; }

    public UserId OwnerId { get; private set; }

    public string Name { get; private set; }

    public WatermarkPosition Position { get; private set; }

    public double Opacity { get; private set; }

    /// <summary>Null for a picture.</summary>
    public string? Text { get; private set; }

    public int FontSize { get; private set; }

    /// <summary>Null for a text. The picture itself may be gone.</summary>
    public ImageId? ImageId { get; private set; }

    public ImageFormat? ImageFormat { get; private set; }

    public ObjectKey? ImageKey { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Null while it is in use. A deleted one is remembered, so that what was made with it is still found.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    public WatermarkDesign Design => new(
        Name, Position, Opacity, Text, FontSize, ImageId is { } id && ImageFormat is { } format && ImageKey is { } key ? new WatermarkImage(id, format, key) : null);

    public static Result<WatermarkTemplate> Create(UserId ownerId, WatermarkDesign design, DateTimeOffset now)
    {
        var template = new WatermarkTemplate { Id = WatermarkTemplateId.New(), OwnerId = ownerId, CreatedAt = now };
        return template.Redesign(design, now).Map(_ => template);
    }

    public Result<Success> Redesign(WatermarkDesign design, DateTimeOffset now)
    {
        if (design.Refusal() is { } refusal)
        {
            return refusal;
        }

        Name = design.Name.Trim();
        Position = design.Position;
        Opacity = design.Opacity;
        Text = design.Image is null ? design.Text : null;
        FontSize = design.FontSize;
        ImageId = design.Image?.Id;
        ImageFormat = design.Image?.Format;
        ImageKey = design.Image?.Key;
        // So that two changes within a millisecond differ, and the second of them is not taken for the first.
        UpdatedAt = now > UpdatedAt ? now : UpdatedAt.AddMilliseconds(1);
        return Success.Value;
    }
}

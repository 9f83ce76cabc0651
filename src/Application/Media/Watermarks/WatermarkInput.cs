using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;

namespace Picora.Application.Media.Watermarks;

/// <summary>A design as a client writes it: what is absent stays as it is, or is as usual.</summary>
/// <param name="Type"><c>text</c> or <c>image</c>.</param>
/// <param name="Position"><c>top-left</c>, <c>top-right</c>, <c>bottom-left</c>, <c>bottom-right</c> (the usual one) or <c>center</c>.</param>
/// <param name="Opacity">0 to 1; usually 0.5.</param>
/// <param name="Text">One line; needed for a text.</param>
/// <param name="FontSize">8 to 200 pixels; usually 24.</param>
/// <param name="ImageUrl">The address of one of the caller's own pictures; needed for an image.</param>
public sealed record WatermarkInput(string? Name, string? Type, string? Position, double? Opacity, string? Text, int? FontSize, string? ImageUrl)
{
    private static readonly WatermarkDesign Usual = new(string.Empty, WatermarkPosition.BottomRight, 0.5, null, 24, null);

    public static readonly WatermarkInput Empty = new(null, null, null, null, null, null, null);

    /// <param name="current">What is there already; null for a new one.</param>
    internal async Task<Result<WatermarkDesign>> ApplyAsync(
        WatermarkDesign? current, IMediaDb db, UserId owner, IPublicUrls urls, CancellationToken cancellationToken)
    {
        var before = current ?? Usual;
        var design = before with
        {
            Name = Name ?? before.Name,
            Position = WatermarkWords.ParsePosition(Position) ?? before.Position,
            Opacity = Opacity ?? before.Opacity,
            Text = Text ?? before.Text,
            FontSize = FontSize ?? before.FontSize,
        };
        if (Type is null ? before.Image is null : WatermarkWords.IsText(Type))
        {
            return design with { Image = null };
        }

        var image = ImageUrl is null ? before.Image : await FindAsync(db, owner, urls, cancellationToken);
        return image is null ? WatermarkErrors.NotOwnImage : design with { Image = image };
    }

    // Nothing is ever fetched: a picture that is not stored here is not looked at.
    private async Task<WatermarkImage?> FindAsync(IMediaDb db, UserId owner, IPublicUrls urls, CancellationToken cancellationToken)
    {
        var prefix = $"{urls.Media}/";
        if (!ImageUrl!.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || ImageId.Parse(ImageUrl[prefix.Length..].Split('.')[0]) is not { } id)
        {
            return null;
        }

        return await db.Images.AsNoTracking().Where(image => image.Id == id && image.OwnerId == owner)
            .Select(image => new WatermarkImage(image.Id, image.Format, image.Key)).SingleOrDefaultAsync(cancellationToken);
    }
}

internal sealed class WatermarkInputValidator : AbstractValidator<WatermarkInput>
{
    private const int MaxUrlLength = 500;

    public WatermarkInputValidator()
    {
        RuleFor(input => input.Name).IsStorable();
        RuleFor(input => input.Text).IsStorable();
        RuleFor(input => input.Type).Must(type => type is null || WatermarkWords.IsType(type)).WithMessage("The type is text or image.");
        RuleFor(input => input.Position).Must(position => position is null || WatermarkWords.ParsePosition(position) is not null)
            .WithMessage("The position is top-left, top-right, bottom-left, bottom-right or center.");
        RuleFor(input => input.ImageUrl).MaximumLength(MaxUrlLength);
    }
}

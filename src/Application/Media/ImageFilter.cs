using System.Globalization;
using FluentValidation;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media;

/// <summary>What a list of pictures is narrowed to, as clients write it; null and empty texts narrow nothing.</summary>
/// <param name="Query">Words, each of which title, file name or tags contain; upper and lower case do not matter.</param>
/// <param name="Format">Such as <c>jpg</c>: the format of the file as it was sent.</param>
/// <param name="IsPublic"><c>true</c> or <c>false</c>.</param>
/// <param name="KbId">A collection; an empty text for those in none, null for all.</param>
/// <param name="MinSize">In bytes, itself included; so is the next one.</param>
public sealed record ImageFilter(string? Query, string? Format, string? IsPublic, string? KbId, string? MinSize, string? MaxSize)
{
    public static readonly ImageFilter None = new(null, null, null, null, null, null);

    /// <summary>Puts the filter into a query.</summary>
    /// <param name="found">What the index of texts found for the query; null when it did not help.</param>
    internal IQueryable<Image> Apply(IQueryable<Image> images, IReadOnlyList<string>? found)
    {
        images = images.Matching(Query, found, ImageId.FromStored, image => image.Id, image => image.SearchText);
        if (ParseFormat(Format) is { } format)
        {
            images = images.Where(image => image.Format == format);
        }

        if (ParseFlag(IsPublic) is { } isPublic)
        {
            images = images.Where(image => image.IsPublic == isPublic);
        }

        if (KbId is not null)
        {
            var collection = CollectionId.Parse(KbId);
            images = images.Where(image => image.CollectionId == collection);
        }

        return Sized(images);
    }

    private IQueryable<Image> Sized(IQueryable<Image> images)
    {
        if (ParseSize(MinSize) is { } least)
        {
            images = images.Where(image => image.SizeBytes >= least);
        }

        if (ParseSize(MaxSize) is { } most)
        {
            images = images.Where(image => image.SizeBytes <= most);
        }

        return images;
    }

    internal static ImageFormat? ParseFormat(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" => null,
        "jpeg" => ImageFormat.Jpeg,
        "tif" => ImageFormat.Tiff,
        "heif" => ImageFormat.Heic,
        var name => Enum.GetValues<ImageFormat>().Cast<ImageFormat?>().FirstOrDefault(format => string.Equals(format!.Value.Extension(), name, StringComparison.Ordinal)),
    };

    internal static bool? ParseFlag(string? text) => text?.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    internal static long? ParseSize(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
}

internal sealed class ImageFilterValidator : AbstractValidator<ImageFilter>
{
    private const int MaxQueryLength = 200;

    public ImageFilterValidator()
    {
        RuleFor(filter => filter.Query)
            .Must(text => text is not { Length: > MaxQueryLength } && text?.Contains(Image.Unstorable, StringComparison.Ordinal) != true)
            .OverridePropertyName("q").WithMessage($"q has at most {MaxQueryLength} characters, none of them U+0000.");
        RuleFor(filter => filter.Format).Must(text => string.IsNullOrEmpty(text) || ImageFilter.ParseFormat(text) is not null)
            .WithMessage("format is one of jpg, png, gif, webp, avif, heic, tiff, bmp and svg.");
        RuleFor(filter => filter.IsPublic).Must(text => string.IsNullOrEmpty(text) || ImageFilter.ParseFlag(text) is not null)
            .WithMessage("isPublic is true or false.");
        RuleFor(filter => filter.KbId).Must(text => string.IsNullOrEmpty(text) || CollectionId.Parse(text) is not null)
            .WithMessage("kbId is the id of a collection, or empty for images in none.");
        RuleFor(filter => filter.MinSize).Must(BeASize).OverridePropertyName("min_size").WithMessage("min_size is a number of bytes.");
        RuleFor(filter => filter.MaxSize).Must(BeASize).OverridePropertyName("max_size").WithMessage("max_size is a number of bytes.");
    }

    private static bool BeASize(string? text) => string.IsNullOrEmpty(text) || ImageFilter.ParseSize(text) is not null;
}

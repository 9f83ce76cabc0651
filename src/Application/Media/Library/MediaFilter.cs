using FluentValidation;
using Picora.Application.Media.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media.Library;

/// <summary>What a list over all kinds is narrowed to, as clients write it; null and empty texts narrow nothing, but for an empty kbId.</summary>
/// <param name="Status"><c>ready</c>, <c>processing</c> or <c>failed</c>.</param>
public sealed record MediaFilter(string? Query, string? IsPublic, string? KbId, string? Status)
{
    public static readonly MediaFilter None = new(null, null, null, null);

    internal MediaListing From(MediaPlace? behind) => new(Query, ImageFilter.ParseFlag(IsPublic), KbId, ParseStatus(Status), behind);

    // "error" is what a failed video is called in its own family.
    internal static string? ParseStatus(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "ready" => "ready",
        "processing" => "processing",
        "failed" or "error" => "failed",
        _ => null,
    };
}

internal sealed class MediaFilterValidator : AbstractValidator<MediaFilter>
{
    private const int MaxQueryLength = 200;

    public MediaFilterValidator()
    {
        RuleFor(filter => filter.Query)
            .Must(text => text is not { Length: > MaxQueryLength } && text?.Contains(Image.Unstorable, StringComparison.Ordinal) != true)
            .OverridePropertyName("q").WithMessage($"q has at most {MaxQueryLength} characters, none of them U+0000.");
        RuleFor(filter => filter.IsPublic).Must(text => string.IsNullOrEmpty(text) || ImageFilter.ParseFlag(text) is not null)
            .WithMessage("isPublic is true or false.");
        RuleFor(filter => filter.KbId).Must(text => string.IsNullOrEmpty(text) || CollectionId.Parse(text) is not null)
            .WithMessage("kbId is the id of a collection, or empty for media in none.");
        RuleFor(filter => filter.Status).Must(text => string.IsNullOrEmpty(text) || MediaFilter.ParseStatus(text) is not null)
            .WithMessage("status is ready, processing or failed.");
    }
}

using System.Globalization;
using System.Text.Json;
using Picora.Domain;
using Picora.Domain.Media.Collections;

namespace Picora.Application.Media;

/// <summary>The fields beside the file in an upload form, all of them text.</summary>
/// <param name="Collection">The collection that it goes into; null for none.</param>
/// <param name="Lifetime">How long it stays; null for good.</param>
internal sealed record ImageFields(string? Title, IReadOnlyList<string> Tags, bool IsPublic, CollectionId? Collection, TimeSpan? Lifetime)
{
    /// <summary>Hours that a picture may be sent for: ten years.</summary>
    public const int MaxHours = 87_600;

    /// <summary>Whether a twin that comes back out of the trash stays as it was, whatever else is said here.</summary>
    public bool LeavesTwin { get; init; }

    public static Result<ImageFields> Parse(IReadOnlyDictionary<string, string> form)
    {
        var visibility = form.GetValueOrDefault("isPublic") ?? form.GetValueOrDefault("is_public");
        if (ParseFlag(visibility) is not { } isPublic)
        {
            return Error.Validation("isPublic", "isPublic is true or false.");
        }

        var kbId = form.GetValueOrDefault("kbId");
        var collection = CollectionId.Parse(kbId);
        if (collection is null && !string.IsNullOrEmpty(kbId))
        {
            return Error.Validation("kbId", "kbId is the id of a collection.");
        }

        var expiresIn = form.GetValueOrDefault("expiresIn");
        var hours = ParseHours(expiresIn);
        if (hours is null && !string.IsNullOrEmpty(expiresIn))
        {
            return Error.Validation("expiresIn", $"expiresIn is a number of hours from 1 to {MaxHours}.");
        }

        return ParseTags(form.GetValueOrDefault("tags")) is { } tags
            ? new ImageFields(form.GetValueOrDefault("title"), tags, isPublic, collection, hours)
            : Error.Validation("tags", "tags is a JSON array of texts, such as [\"travel\"].");
    }

    private static bool? ParseFlag(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" or "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    private static TimeSpan? ParseHours(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= MaxHours ? TimeSpan.FromHours(hours) : null;

    private static string[]? ParseTags(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            var tags = JsonSerializer.Deserialize<string?[]>(text);
            return tags is not null && !tags.Contains(null) ? [.. tags.OfType<string>()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

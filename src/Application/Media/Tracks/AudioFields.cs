using Picora.Domain;

namespace Picora.Application.Media.Tracks;

/// <summary>The fields beside the file in an upload form.</summary>
internal sealed record AudioFields(string? Title, bool IsPublic)
{
    public static Result<AudioFields> Parse(IReadOnlyDictionary<string, string> form)
    {
        var visibility = (form.GetValueOrDefault("isPublic") ?? form.GetValueOrDefault("is_public"))?.Trim();
        var isPublic = string.IsNullOrEmpty(visibility) ? true : ImageFilter.ParseFlag(visibility);
        return isPublic is { } flag
            ? new AudioFields(form.GetValueOrDefault("title"), flag)
            : Error.Validation("isPublic", "isPublic is true or false.");
    }
}

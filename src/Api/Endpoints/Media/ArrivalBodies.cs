using System.ComponentModel;
using System.Text.Json.Serialization;
using Picora.Api.Http;
using Picora.Application.Media.Arrivals;
using Picora.Application.Media.Contracts;

namespace Picora.Api.Endpoints.Media;

/// <summary>Read as it arrives and never bound; this is what it looks like.</summary>
internal sealed record Base64Upload(
    [property: Description("The file in base64, or a `data:` address with base64 in it.")] string? Data,
    [property: Description("What the file is called.")] string? Filename,
    [property: Description("`image`, `video` or `audio`; before `data`, where it contradicts what the content looks like.")] string? Type,
    string? Title,
    IReadOnlyList<string>? Tags,
    [property: Description("`true` when absent.")] bool? IsPublic,
    [property: Description("The collection that it goes into.")] string? KbId);

internal sealed record ImportBody(
    [property: Description("http or https; at most 2,048 characters.")] string? Url,
    [property: Description("What the file is called; otherwise what the other server or the address says.")] string? Filename,
    [property: Description("`image`, `video` or `audio`; the content tells it otherwise.")] string? Type,
    string? Title,
    IReadOnlyList<string>? Tags,
    [property: Description("`true` when absent.")] bool? IsPublic,
    [property: Description("Another name of `isPublic`."), JsonPropertyName("is_public")] bool? IsPublicAlias,
    [property: Description("The collection that it goes into.")] string? KbId)
{
    public ImportMedium ToRequest() => new(Url, Type, Filename, Title, Tags, IsPublic ?? IsPublicAlias, KbId);
}

/// <summary>What became of the files of one form.</summary>
/// <param name="Results">One per file, in the order of the form.</param>
/// <param name="Uploaded">How many were taken; duplicates are among them.</param>
internal sealed record UploadResults(IReadOnlyList<UploadResult> Results, int Uploaded, int Failed)
{
    public static UploadResults Of(UploadedMedia media, HttpContext context)
    {
        var results = media.Outcomes.Select((outcome, index) => UploadResult.Of(index, outcome, context)).ToList();
        return new UploadResults(results, results.Count(result => result.Success), results.Count(result => !result.Success));
    }
}

/// <param name="Index">The file's place in the form, from 0 on.</param>
/// <param name="Filename">As it was sent; null when the form itself failed there.</param>
/// <param name="Duplicate">Whether the same bytes were there already.</param>
/// <param name="Item">What it became; null when it was refused.</param>
/// <param name="Error">A sentence for a person; null when it was taken, like the next two.</param>
/// <param name="Code">As of an upload by itself.</param>
internal sealed record UploadResult(
    int Index, string? Filename, bool Success, bool Duplicate, MediaItem? Item, string? Error, string? Code, IReadOnlyDictionary<string, object?>? Meta)
{
    public static UploadResult Of(int index, MediumOutcome outcome, HttpContext context)
    {
        var failure = outcome.Error is { } error ? error.SpokenTo(context.Request) : null;
        return new UploadResult(
            index, outcome.FileName, failure is null, outcome.Medium?.Duplicate ?? false, outcome.Medium?.Item, failure?.Message, failure?.Code, failure?.Meta);
    }
}

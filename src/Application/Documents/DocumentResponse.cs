using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Picora.Application.Abstractions;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>A document as its owner sees it (contract section 15), without its text.</summary>
/// <param name="Format"><c>markdown</c> or <c>typst</c>.</param>
/// <param name="SizeBytes">Of the text as it is given out, in UTF-8.</param>
/// <param name="WordCount">Without markup; a character of Chinese or Japanese counts as a word.</param>
/// <param name="ImageCount">All pictures of the text, wherever they lie.</param>
/// <param name="RewrittenCount">How many of them lay in the text and are pictures of the library now.</param>
/// <param name="CoverUrl">The address of the first picture; null without one on the web.</param>
/// <param name="HasInlineContent">Whether the text is short enough to be read at once: at most 256 KB.</param>
/// <param name="KbId">The collection that it is filed in; null for none.</param>
/// <param name="RelativePath">Where it lies there.</param>
/// <param name="SourceHash">The SHA-256 of the text as it is given out.</param>
public sealed record DocumentResponse(
    string Id,
    string Title,
    string Filename,
    string Format,
    long SizeBytes,
    int WordCount,
    int ImageCount,
    int RewrittenCount,
    bool IsPublic,
    IReadOnlyList<string> Tags,
    string? CoverUrl,
    bool HasInlineContent,
    string? KbId,
    string? RelativePath,
    string SourceHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The page that everybody can read it on; null for a private document.</summary>
    public string? PageUrl { get; init; }

    /// <summary>When it was deleted; absent while it is there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Whether the same text was there already; in the answer to an upload only, as the next three are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Duplicate { get; init; }

    /// <summary>How many pictures of the text could not become pictures of the library.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FailedCount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ImageFailure>? Failures { get; init; }

    /// <summary>What the sender may want to know, in sentences.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }
}

/// <summary>A picture in a text that stayed as it was.</summary>
/// <param name="Index">Its place among the pictures of the text, from 0.</param>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Code">As an upload of the picture by itself would have failed.</param>
public sealed record ImageFailure(int Index, int Line, string Code, string Error);

/// <summary>What a list reads of a document's row.</summary>
internal sealed record DocumentRow(
    DocumentId Id, string Title, string FileName, DocumentFormat Format, long SizeBytes, int WordCount, int ImageCount, int RewrittenCount, bool IsPublic,
    string Tags, string? CoverUrl, KnowledgeBaseId? KbId, string? RelativePath, string Hash, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    private const int Short = 256 * 1024;

    public static readonly Expression<Func<Document, DocumentRow>> Projection = row => new DocumentRow(
        row.Id, row.Title, row.FileName, row.Markup, row.SizeBytes, row.WordCount, row.ImageCount, row.RewrittenCount, row.IsPublic,
        row.Tags, row.CoverUrl, row.KbId, row.RelativePath, row.Hash.Value, row.CreatedAt, row.UpdatedAt)
    {
        DeletedAt = row.DeletedAt,
    };

    private static readonly Func<Document, DocumentRow> Compiled = Projection.Compile();

    public DateTimeOffset? DeletedAt { get; init; }

    public static DocumentRow Of(Document document) => Compiled(document);

    public DocumentResponse ToResponse(IPublicUrls urls) => new(
        Id.Value, Title, FileName, Format.ToName(), SizeBytes, WordCount, ImageCount, RewrittenCount, IsPublic, TagLine.Read(Tags), CoverUrl,
        SizeBytes <= Short, KbId?.Value, RelativePath, Hash, CreatedAt, UpdatedAt)
    {
        PageUrl = IsPublic && DeletedAt is null ? $"{urls.Api}/d/{Id}" : null,
        DeletedAt = DeletedAt,
    };
}

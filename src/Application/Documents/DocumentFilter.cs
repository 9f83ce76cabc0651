using FluentValidation;
using Picora.Application.Abstractions;
using Picora.Domain;
using Picora.Domain.Documents;

namespace Picora.Application.Documents;

/// <summary>What a list of documents is narrowed to, as clients write it; null and empty texts narrow nothing.</summary>
/// <param name="Query">Words, each of which title, file name or path contain; upper and lower case do not matter.</param>
/// <param name="IsPublic"><c>true</c> or <c>false</c>.</param>
/// <param name="KbId">A collection, or <c>null</c> as a text for documents in none.</param>
/// <param name="Prefix">What the path in the collection begins with.</param>
/// <param name="Deleted"><c>true</c> for those that were deleted and can be taken back, in their stead.</param>
public sealed record DocumentFilter(string? Query, string? Tag, string? IsPublic, string? KbId, string? Prefix, string? Deleted)
{
    public static readonly DocumentFilter None = new(null, null, null, null, null, null);

    internal const string InNone = "null";

    internal bool NamesCollection => !string.IsNullOrEmpty(KbId) && !string.Equals(KbId, InNone, StringComparison.Ordinal);

    /// <summary>Puts the filter into a query.</summary>
    /// <param name="found">What the index of texts found for the query; null when it did not help.</param>
    internal IQueryable<Document> Apply(IQueryable<Document> rows, IReadOnlyList<string>? found)
    {
        rows = rows.Matching(Query, found, DocumentId.FromStored, row => row.Id, row => row.SearchText);
        rows = ParseFlag(Deleted) is true ? rows.Where(row => row.DeletedAt != null) : rows.Where(row => row.DeletedAt == null);
        if (!string.IsNullOrEmpty(Tag))
        {
            var entry = TagLine.Entry(Tag);
            rows = rows.Where(row => row.Tags.Contains(entry));
        }

        if (ParseFlag(IsPublic) is { } isPublic)
        {
            rows = rows.Where(row => row.IsPublic == isPublic);
        }

        return Filed(rows);
    }

    private IQueryable<Document> Filed(IQueryable<Document> rows)
    {
        if (string.IsNullOrEmpty(KbId))
        {
            return rows;
        }

        if (string.Equals(KbId, InNone, StringComparison.Ordinal))
        {
            return rows.Where(row => row.KbId == null);
        }

        var kb = KnowledgeBaseId.Parse(KbId);
        rows = rows.Where(row => row.KbId == kb);
        if (string.IsNullOrEmpty(Prefix))
        {
            return rows;
        }

        // Not StartsWith, which is blind to upper and lower case on SQLite.
        var length = Prefix.Length;
        return rows.Where(row => row.RelativePath!.Substring(0, length) == Prefix);
    }

    internal static bool? ParseFlag(string? text) => text?.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };
}

internal sealed class DocumentFilterValidator : AbstractValidator<DocumentFilter>
{
    private const int MaxQueryLength = 200;
    private const char Unstorable = '\0';

    public DocumentFilterValidator()
    {
        RuleFor(filter => filter.Query).Must(text => IsShort(text, MaxQueryLength)).OverridePropertyName("q")
            .WithMessage($"q has at most {MaxQueryLength} characters, none of them U+0000.");
        RuleFor(filter => filter.Tag).Must(text => IsShort(text, MaxQueryLength)).WithMessage("tag holds what no tag does.");
        RuleFor(filter => filter.IsPublic).Must(BeAFlag).WithMessage("isPublic is true or false.");
        RuleFor(filter => filter.Deleted).Must(BeAFlag).WithMessage("deleted is true or false.");
        RuleFor(filter => filter.KbId)
            .Must(text => string.IsNullOrEmpty(text) || string.Equals(text, DocumentFilter.InNone, StringComparison.Ordinal) || KnowledgeBaseId.Parse(text) is not null)
            .WithMessage("kbId is the id of a collection, or null for documents in none.");
        RuleFor(filter => filter.Prefix).Must(text => IsShort(text, DocumentPath.MaxLength)).WithMessage("prefix is the beginning of a path.");
        RuleFor(filter => filter.Prefix).Empty().When(filter => KnowledgeBaseId.Parse(filter.KbId) is null).WithMessage("prefix needs a kbId.");
    }

    private static bool IsShort(string? text, int length) => text is null || (text.Length <= length && !text.Contains(Unstorable, StringComparison.Ordinal));

    private static bool BeAFlag(string? text) => string.IsNullOrEmpty(text) || DocumentFilter.ParseFlag(text) is not null;
}

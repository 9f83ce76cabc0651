using FluentValidation;
using Picora.Application.Abstractions;
using Picora.Domain.Documents;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.Documents.Writing;

/// <summary>What every request that names a place or tags for a document must be like.</summary>
internal static class DocumentRules
{
    public const int MostIds = 50;
    private const int MostTagsSent = 100;

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> AreSomeDocuments<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(ids => ids is { Count: >= 1 and <= MostIds } && ids.All(id => id is not null)).WithMessage($"ids holds 1 to {MostIds} ids.");

    public static IRuleBuilderOptions<T, string?> IsDocumentTitle<T>(this IRuleBuilder<T, string?> rule) =>
        rule.IsStorable().Must(title => title is null || title.Trim().Length <= Document.MaxTitleLength)
            .WithMessage($"A title has at most {Document.MaxTitleLength} characters.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> AreDocumentTags<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(tags => tags is null || (tags.Count <= MostTagsSent && tags.All(tag => tag is not null) && TagLine.Write(tags).IsSuccess))
            .WithMessage($"A document has at most {TagLine.MaxTags} tags of at most {TagLine.MaxTagLength} characters each, none of them a control character.");

    public static IRuleBuilderOptions<T, string?> IsKnowledgeBase<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(id => id is null || KnowledgeBaseId.Parse(id) is not null).WithMessage("kbId is the id of a collection.");

    public static IRuleBuilderOptions<T, string?> IsDocumentPath<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(path => path is null || DocumentPath.Parse(path) is not null)
            .WithMessage($"relativePath is a path of at most {DocumentPath.MaxLength} characters such as notes/plan.md: relative, with slashes, without .. and without hidden characters.");

    public static IRuleBuilderOptions<T, string?> IsDocumentName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(name => name is { Length: >= 1 and <= FileNames.MaxLength } && DocumentFormats.OfFile(FileNames.Normalise(name, string.Empty)) is not null)
            .WithMessage($"filename has 1 to {FileNames.MaxLength} characters and ends in .md, .markdown or .typ.");
}

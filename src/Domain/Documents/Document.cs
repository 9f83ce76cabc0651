using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Documents;

/// <summary>What a text was found to be.</summary>
/// <param name="Hash">Of the text as it is given out.</param>
/// <param name="SubmittedHash">Of the text as it came; the same unless addresses of pictures were replaced in it.</param>
/// <param name="OriginalId">The text as it came, where it is kept beside the other.</param>
public sealed record TextFacts(
    TextId TextId, TextId? OriginalId, ContentHash Hash, ContentHash SubmittedHash, long SizeBytes, int Words, int Images, int Rewritten, string? CoverUrl);

/// <summary>What somebody puts in: checked, and not yet there.</summary>
/// <param name="Tags">As <see cref="TagLine"/> writes them.</param>
public sealed record NewDocument(
    UserId OwnerId, string FileName, DocumentFormat Format, string Title, string Tags, bool IsPublic, TextFacts Text, KnowledgeBaseId? KbId, DocumentPath? Path);

/// <summary>A text that somebody owns. The text itself never changes: another one under the same path is another document in its place.</summary>
public sealed class Document
{
    public const int MaxTitleLength = 200;
    public const int MaxFileNameLength = FileNames.MaxLength;
    public const int MaxUrlLength = 2048;
    public const int MaxSearchLength = MaxTitleLength + MaxFileNameLength + DocumentPath.MaxLength + 8;

    // For the database.
    private Document() => Title = FileName = Tags = SearchText = string.Empty;

    public DocumentId Id { get; private set; }

    public UserId OwnerId { get; private set; }

    public string Title { get; private set; }

    public SortTitle SortTitle { get; private set; }

    public string FileName { get; private set; }

    public DocumentFormat Markup { get; private set; }

    public long SizeBytes { get; private set; }

    public int WordCount { get; private set; }

    public int ImageCount { get; private set; }

    public int RewrittenCount { get; private set; }

    public bool IsPublic { get; private set; }

    /// <summary>As <see cref="TagLine"/> writes them.</summary>
    public string Tags { get; private set; }

    public string? CoverUrl { get; private set; }

    public KnowledgeBaseId? KbId { get; private set; }

    /// <summary>A <see cref="DocumentPath"/>; null for one that is not filed.</summary>
    public string? RelativePath { get; private set; }

    /// <summary>Decides which of two has the path. Null for one that has none, or lost it when it was deleted.</summary>
    public ContentHash? PathKey { get; private set; }

    /// <summary>Whether the count of assistants' memories pays for it.</summary>
    public bool IsMemory { get; private set; }

    public ContentHash Hash { get; private set; }

    public ContentHash SubmittedHash { get; private set; }

    public TextId TextId { get; private set; }

    public TextId? OriginalId { get; private set; }

    /// <summary>The number of the latest text that was kept from before.</summary>
    public int LastRevision { get; private set; }

    public string SearchText { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Null while it is there. A deleted one is in no list, counts no more and can be taken back for a while.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>Since when an operator withholds the text from everybody, its owner included; null when nobody does.</summary>
    public DateTimeOffset? BlockedAt { get; private set; }

    /// <summary>When its owner left; nobody sees it from then on.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    public static Document Create(NewDocument wanted, DateTimeOffset now)
    {
        var document = new Document
        {
            Id = DocumentId.New(),
            OwnerId = wanted.OwnerId,
            FileName = wanted.FileName,
            Markup = wanted.Format,
            SizeBytes = wanted.Text.SizeBytes,
            WordCount = wanted.Text.Words,
            ImageCount = wanted.Text.Images,
            RewrittenCount = wanted.Text.Rewritten,
            CoverUrl = wanted.Text.CoverUrl is { Length: <= MaxUrlLength } cover && !cover.Any(char.IsControl) ? cover : null,
            Hash = wanted.Text.Hash,
            SubmittedHash = wanted.Text.SubmittedHash,
            TextId = wanted.Text.TextId,
            OriginalId = wanted.Text.OriginalId,
            Tags = wanted.Tags,
            IsPublic = wanted.IsPublic,
            CreatedAt = now,
        };
        document.Title = wanted.Title;
        document.MoveTo(wanted.KbId, wanted.Path, now);
        return document;
    }

    /// <summary>Takes the place of the one that was under its path before.</summary>
    public void Follow(Document before)
    {
        CreatedAt = before.CreatedAt;
        LastRevision = before.LastRevision + 1;

        // Its revisions hold what is withheld.
        BlockedAt = before.BlockedAt;
    }

    /// <param name="since">Null gives it back.</param>
    public void Withhold(DateTimeOffset? since) => BlockedAt = since;

    /// <param name="title">Not empty, at most <see cref="MaxTitleLength"/> long.</param>
    public void Rename(string title, DateTimeOffset now)
    {
        Title = title;
        Changed(now);
    }

    public void Show(bool isPublic, DateTimeOffset now)
    {
        IsPublic = isPublic;
        UpdatedAt = now;
    }

    /// <param name="tags">As <see cref="TagLine"/> writes them.</param>
    public void Tag(string tags, DateTimeOffset now)
    {
        Tags = tags;
        UpdatedAt = now;
    }

    /// <summary>Files it, or takes it out of its collection: both or neither is given.</summary>
    public void MoveTo(KnowledgeBaseId? kb, DocumentPath? path, DateTimeOffset now)
    {
        KbId = kb;
        RelativePath = path?.Value;
        PathKey = path?.Key;
        IsMemory = path?.IsMemory == true;
        Changed(now);
    }

    /// <summary>Gives its path up, for others to take.</summary>
    public void Delete(DateTimeOffset now)
    {
        PathKey = null;
        DeletedAt = UpdatedAt = now;
    }

    /// <summary>Has its old path again, which must be free.</summary>
    public void Restore(DateTimeOffset now)
    {
        PathKey = RelativePath is null ? null : DocumentPath.FromStored(RelativePath).Key;
        DeletedAt = null;
        UpdatedAt = now;
    }

    private void Changed(DateTimeOffset now)
    {
        SortTitle = SortTitle.Of(Title);
        SearchText = SearchTexts.Of([Title, FileName, RelativePath], MaxSearchLength);
        UpdatedAt = now;
    }
}

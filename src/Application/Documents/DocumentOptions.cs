using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Documents;

/// <summary>Settings under <c>Picora:Documents</c>. How long and how many documents may be, the plan says (<c>Picora:Plans</c>).</summary>
public sealed class DocumentOptions
{
    public const string Section = "Picora:Documents";

    /// <summary>The longest JSON body with a document, in bytes; past it 413. More than the longest document, as JSON may write a character in six.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 12 * 1024 * 1024;

    /// <summary>How many earlier texts of a document are kept at most, whatever its owner has chosen.</summary>
    [Range(1, 500)]
    public int MaxRevisions { get; set; } = 500;

    /// <summary>Days for which a deleted document can be taken back, and is told to clients that synchronise.</summary>
    [Range(1, 3650)]
    public int KeepDeletedDays { get; set; } = 30;

    /// <summary>Deleted documents of an owner that can be taken back; with more, the oldest are removed for good.</summary>
    [Range(1, 100_000)]
    public int MaxDeleted { get; set; } = 1000;

    /// <summary>Bytes of an owner's deleted documents together; with more, the oldest are removed for good.</summary>
    [Range(1024, 1L << 40)]
    public long MaxDeletedBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>Earlier texts that are kept of all documents of an owner together; with more, the oldest are removed.</summary>
    [Range(1, 1_000_000)]
    public int MaxOwnerRevisions { get; set; } = 20_000;

    /// <summary>Bytes of an owner's earlier texts together; with more, the oldest are removed.</summary>
    [Range(1024, 1L << 40)]
    public long MaxOwnerRevisionBytes { get; set; } = 1024 * 1024 * 1024;

    /// <summary>Bytes of texts in one answer of <c>/v1/docs/raw:batch</c>; those behind are <c>failed</c> and can be asked for by themselves.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public int MaxBatchBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Opening square brackets in a document; with more its Markdown is not looked into, as that would take minutes.</summary>
    [Range(100, 10_000_000)]
    public int MaxBrackets { get; set; } = 50_000;

    /// <summary>Opening square brackets in lines without a blank one between them; with more the document's Markdown is not looked into.</summary>
    [Range(100, 1_000_000)]
    public int MaxBracketsInParagraph { get; set; } = 5_000;

    /// <summary>Characters that the reading of a document's Markdown may look at again and again, for marks that nothing closes; with more it is not looked into.</summary>
    [Range(1_000_000, 1_000_000_000_000)]
    public long MaxLooks { get; set; } = 500_000_000;

    /// <summary>Bytes of the longest document that has a page; a longer one is shown as plain text only.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxPageBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Bytes of memory for pages that were made lately.</summary>
    [Range(0, int.MaxValue)]
    public int PageCacheBytes { get; set; } = 16 * 1024 * 1024;
}

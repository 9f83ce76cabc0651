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

    /// <summary>Opening square brackets in a document; with more its Markdown is not looked into, as that would take minutes.</summary>
    [Range(100, 10_000_000)]
    public int MaxBrackets { get; set; } = 50_000;

    /// <summary>Opening square brackets in lines without a blank one between them; with more the document's Markdown is not looked into.</summary>
    [Range(100, 1_000_000)]
    public int MaxBracketsInParagraph { get; set; } = 5_000;

    /// <summary>Bytes of the longest document that has a page; a longer one is shown as plain text only.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxPageBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Bytes of memory for pages that were made lately.</summary>
    [Range(0, int.MaxValue)]
    public int PageCacheBytes { get; set; } = 16 * 1024 * 1024;
}

using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Documents;

namespace Picora.Application.Documents.Writing;

/// <summary>A text that is to become somebody's document.</summary>
/// <param name="Bytes">The text as it came.</param>
internal sealed record DocumentOrder(UserId Owner, Plan Plan, DocumentDraft Draft, byte[] Bytes, bool RewritesImages, KnowledgeBaseId? KbId, DocumentPath? Path)
{
    public required string Title { get; init; }

    /// <summary>As <see cref="TagLine"/> writes them.</summary>
    public required string Tags { get; init; }

    /// <summary>Null: as the document before it, else public.</summary>
    public required bool? IsPublic { get; init; }

    /// <summary>How many earlier texts are kept; null when none is, and no path is written to twice.</summary>
    public required int? Kept { get; init; }

    public RevisionOrigin Origin { get; init; }

    /// <summary>The document that the text comes back to, as it is when its owner's turn has come, with its place, title, tags and visibility; null for a text that is new.</summary>
    public DocumentId? Into { get; init; }
}

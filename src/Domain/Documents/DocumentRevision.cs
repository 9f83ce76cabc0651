using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.Documents;

/// <summary>What made an earlier text give way.</summary>
public enum RevisionOrigin
{
    Upload,
    Restore,
}

/// <summary>An earlier text of the document that lies under the same path now.</summary>
public sealed class DocumentRevision
{
    // For the database.
    private DocumentRevision()
    {
    }

    public RevisionId Id { get; private set; }

    public UserId OwnerId { get; private set; }

    /// <summary>The document that came after it, whichever that is by now.</summary>
    public DocumentId DocumentId { get; private set; }

    /// <summary>Counts up from 1 for each path, and never again from the start.</summary>
    public int Number { get; private set; }

    public long SizeBytes { get; private set; }

    public RevisionOrigin Origin { get; private set; }

    public ContentHash Hash { get; private set; }

    public TextId TextId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Keeps the text of a document that gives way to another.</summary>
    public static DocumentRevision Keep(Document before, Document after, RevisionOrigin origin, DateTimeOffset now) =>
        new()
        {
            Id = RevisionId.New(),
            OwnerId = before.OwnerId,
            DocumentId = after.Id,
            Number = after.LastRevision,
            SizeBytes = before.SizeBytes,
            Origin = origin,
            Hash = before.Hash,
            TextId = before.TextId,
            CreatedAt = now,
        };
}

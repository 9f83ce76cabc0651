namespace Picora.Domain.Documents;

public static class DocumentErrors
{
    public static readonly Error NotFound = Error.NotFound("Document not found");

    public static readonly Error Blocked = new(ErrorKind.LegallyUnavailable, "CONTENT_BLOCKED", "This content was blocked by the operator");

    public static readonly Error RevisionNotFound = new(ErrorKind.NotFound, "DOC_REVISION_NOT_FOUND", "Revision not found");

    public static readonly Error NotFiled = Error.Validation("id", "Only documents in a collection have revisions that can be restored.");

    /// <summary>The path is another document's, whose text nothing would keep.</summary>
    public static Error PathTaken(DocumentId existing) =>
        new Error(ErrorKind.Conflict, "DOC_HASH_DUPLICATE", "Another document has this path already").With("existingId", existing.Value);

    /// <summary>The owner has the same text in another document.</summary>
    public static Error TextTaken(DocumentId existing) =>
        new Error(ErrorKind.Conflict, "DOC_HASH_DUPLICATE", "Another document has this text already").With("existingId", existing.Value);

    public static Error TooLong(long bytes, long limit) =>
        Error.Validation("content", $"The document has {bytes} bytes; the plan allows {limit}.").With("maxBytes", limit);

    public static Error TooManyImages(int images, int limit) =>
        Error.Validation("content", $"The document holds {images} pictures of its own; the plan allows {limit}.").With("maxImages", limit);
}

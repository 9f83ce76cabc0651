namespace Picora.Domain.Documents;

/// <summary>A document's id: a nanoid of 21 characters. Another text under the same path has another id.</summary>
public readonly record struct DocumentId
{
    private DocumentId(string value) => Value = value;

    public string Value { get; }

    public static DocumentId New() => new(NanoId.New());

    public static DocumentId? Parse(string? text) => NanoId.IsValid(text, NanoId.Long) ? new DocumentId(text!) : null;

    /// <summary>For values that the database holds.</summary>
    public static DocumentId FromStored(string value) => new(value);

    public static bool operator <(DocumentId left, DocumentId right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(DocumentId left, DocumentId right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public override string ToString() => Value;
}

/// <summary>The id of an earlier text of a document.</summary>
public readonly record struct RevisionId
{
    private RevisionId(string value) => Value = value;

    public string Value { get; }

    public static RevisionId New() => new(NanoId.New());

    public static RevisionId? Parse(string? text) => NanoId.IsValid(text, NanoId.Long) ? new RevisionId(text!) : null;

    /// <summary>For values that the database holds.</summary>
    public static RevisionId FromStored(string value) => new(value);

    public static bool operator <(RevisionId left, RevisionId right) => string.CompareOrdinal(left.Value, right.Value) < 0;

    public static bool operator >(RevisionId left, RevisionId right) => string.CompareOrdinal(left.Value, right.Value) > 0;

    public override string ToString() => Value;
}

/// <summary>The id of a stored text, which moves from a document to its revision without being copied.</summary>
public readonly record struct TextId(string Value)
{
    public static TextId New() => new(NanoId.New());
}

/// <summary>The collection that a document is filed in, as this module knows it: by what clients call <c>kbId</c>.</summary>
public readonly record struct KnowledgeBaseId
{
    private KnowledgeBaseId(string value) => Value = value;

    public string Value { get; }

    public static KnowledgeBaseId? Parse(string? text) => NanoId.IsValid(text, NanoId.Long) ? new KnowledgeBaseId(text!) : null;

    /// <summary>For values that the database holds.</summary>
    public static KnowledgeBaseId FromStored(string value) => new(value);

    public override string ToString() => Value;
}

namespace Picora.Domain.Documents;

/// <summary>The bytes of a text, in a row of their own, so that no list ever reads them. They never change.</summary>
public sealed class DocumentText
{
    private DocumentText(TextId id, byte[] bytes)
    {
        Id = id;
        Bytes = bytes;
    }

    public TextId Id { get; private set; }

    public byte[] Bytes { get; private set; }

    public static DocumentText Of(TextId id, byte[] bytes) => new(id, bytes);
}

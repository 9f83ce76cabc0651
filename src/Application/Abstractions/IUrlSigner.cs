namespace Picora.Application.Abstractions;

/// <summary>Signs public addresses with keys that only the server's nodes know.</summary>
public interface IUrlSigner
{
    /// <summary>A signature of the text by the current key; printable in a URL as it is.</summary>
    string Sign(string text);

    /// <summary>Whether this is the very signature that the key it names makes of the text, letter by letter. In constant time.</summary>
    bool Verify(string text, string signature);
}

namespace Picora.Application.Abstractions;

/// <summary>Hides what the database must keep and must not show. All of it rests on a secret of the server that no database holds.</summary>
public interface ISecretBox
{
    /// <summary>A keyed hash: 64 lower-case hexadecimal characters that say nothing about the text.</summary>
    string HashOf(string text);

    /// <summary>Encrypts, and protects from change.</summary>
    /// <param name="passphrase">What opens it again, together with the server's secret. Begins with what it is for.</param>
    byte[] Seal(string passphrase, ReadOnlySpan<byte> content);

    /// <summary>What was sealed under the same passphrase; null for anything else.</summary>
    byte[]? Open(string passphrase, ReadOnlySpan<byte> box);
}

using System.Security.Cryptography;

namespace Picora.Application.Uploads.Sessions;

/// <summary>Bytes for an upload, as they arrive.</summary>
/// <param name="Announced">How many they are, as far as the protocol tells; null when it does not.</param>
internal sealed record IncomingBody(Stream Content, long? Announced)
{
    /// <summary>What the bytes have to match, or none of them count.</summary>
    public Checksum? Checksum { get; init; }

    /// <summary>Whether this is the whole file, in the place of whatever came before, so that all of it counts or none.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What arrives of it counts, even when the rest does not come.</summary>
    public bool CountsInPart => Checksum is null && !IsWhole;

    public static IncomingBody Nothing => new(Stream.Null, 0);
}

/// <summary>A digest that bytes should have.</summary>
internal sealed record Checksum(HashAlgorithmName Algorithm, byte[] Digest)
{
    public bool Matches(ReadOnlySpan<byte> digest) => digest.SequenceEqual(Digest);
}

using System.Security.Cryptography;
using System.Text;

namespace Picora.Domain.Accounts;

/// <summary>What is kept of a secret: 32 bytes as 64 lower-case hexadecimal characters.</summary>
public readonly record struct SecretHash
{
    public const int Length = 64;

    // Keys and tokens are shorter.
    private const int MostOnStack = 128;

    private SecretHash(string value) => Value = value;

    public string Value { get; }

    /// <summary>The SHA-256 of a secret that is too random to be guessed: a key, a token.</summary>
    public static SecretHash Of(string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[MostOnStack];
        if (Encoding.UTF8.TryGetBytes(secret, text, out var length))
        {
            SHA256.HashData(text[..length], hash);
        }
        else
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(secret), hash);
        }

        return FromBytes(hash);
    }

    public static SecretHash FromBytes(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));

    public static SecretHash FromStored(string value) => new(value);

    /// <summary>Compares in a time that says nothing about where the two differ.</summary>
    public bool Matches(SecretHash other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Value), Encoding.ASCII.GetBytes(other.Value));

    public override string ToString() => "(hash)";
}

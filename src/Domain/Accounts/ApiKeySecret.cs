using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Picora.Domain.Accounts;

/// <summary>
/// The API key that its owner sees once: <c>sk_live_</c>, 26 random base62 characters and a checksum of 6 over all before it. The checksum
/// is no secret; it lets a mistyped or invented key be refused without asking the database.
/// </summary>
public readonly record struct ApiKeySecret
{
    public const string Start = "sk_live_";
    public const int Length = 40;
    public const int PrefixLength = 12;
    public const int LastLength = 4;

    private const int ChecksumLength = 6;
    private const int BodyLength = Length - ChecksumLength;
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> Symbols = SearchValues.Create(Base62);

    private ApiKeySecret(string value) => Value = value;

    public string Value { get; }

    /// <summary>What lists show of the key, with <see cref="Last"/>.</summary>
    public string Prefix => Value[..PrefixLength];

    public string Last => Value[^LastLength..];

    public SecretHash Hash => SecretHash.Of(Value);

    /// <summary>Whether it may be one of ours: without asking, false for all but one in 56 billion inventions.</summary>
    public bool HasRightChecksum => IsChecksum(Value);

    public static ApiKeySecret New()
    {
        var body = Start + RandomNumberGenerator.GetString(Base62, BodyLength - Start.Length);
        return new ApiKeySecret(body + Checksum(body));
    }

    public static bool LooksLikeKey(string bearer) => bearer.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>The key, if it is well formed and its checksum is right; the work is the same for every text of the right length.</summary>
    public static ApiKeySecret? Parse(string text) => ParseForm(text) is { HasRightChecksum: true } key ? key : null;

    /// <summary>What has a key's form, for whoever looks at the checksum later.</summary>
    public static ApiKeySecret? ParseForm(string text) =>
        text.Length == Length && LooksLikeKey(text) && !text.AsSpan(Start.Length).ContainsAnyExcept(Symbols) ? new ApiKeySecret(text) : null;

    public override string ToString() => Prefix + "…";

    // Every request with a key comes by here, and every guess: nothing is allocated.
    private static bool IsChecksum(string key)
    {
        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(key.AsSpan(0, BodyLength), checksum);
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(checksum), MemoryMarshal.AsBytes(key.AsSpan(BodyLength)));
    }

    private static string Checksum(string body)
    {
        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(body, checksum);
        return checksum.ToString();
    }

    // 62^6 is less than 2^36, so 64 bits of the hash leave no visible bias.
    private static void WriteChecksum(ReadOnlySpan<char> body, Span<char> checksum)
    {
        Span<byte> text = stackalloc byte[BodyLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.ASCII.GetBytes(body, text)], hash);
        var rest = BinaryPrimitives.ReadUInt64BigEndian(hash);
        for (var i = 0; i < checksum.Length; i++)
        {
            checksum[i] = Base62[(int)(rest % (ulong)Base62.Length)];
            rest /= (ulong)Base62.Length;
        }
    }
}

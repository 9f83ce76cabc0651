using System.Buffers.Text;
using System.Security.Cryptography;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts;

/// <summary>Stands for an API key for a few minutes, so that a tool can be set up by a link (contract section 9). Works once.</summary>
public sealed class ExportToken
{
    public const string Start = "ott_";
    public const int SecretLength = 43;

    private const int RandomBytes = 32;

    // For the database.
    private ExportToken() => SealedKey = [];

    public SecretHash Hash { get; private set; }

    public ApiKeyId KeyId { get; private set; }

    /// <summary>The API key, sealed under the token, which is not kept.</summary>
    public byte[] SealedKey { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>What the client gets: 256 random bits.</summary>
    public static string NewSecret() => Start + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static bool IsWellFormed(string? text) =>
        text?.Length == Start.Length + SecretLength && text.StartsWith(Start, StringComparison.Ordinal)
        && text.AsSpan(Start.Length).IndexOfAnyExcept(NanoId.Symbols) < 0;

    public static ExportToken Issue(SecretHash hash, ApiKeyId keyId, byte[] sealedKey, DateTimeOffset expiresAt) =>
        new() { Hash = hash, KeyId = keyId, SealedKey = sealedKey, ExpiresAt = expiresAt };
}

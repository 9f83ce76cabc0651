using System.Security.Cryptography;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Domain.Accounts.Factors;

/// <summary>One of the codes that stand in for a lost authenticator app. The row goes when the code is used.</summary>
public sealed class RecoveryCode
{
    /// <summary>How many a person gets at once.</summary>
    public const int Count = 10;

    private const int Bytes = 10;
    private const int GroupLength = 4;

    // For the database.
    private RecoveryCode()
    {
    }

    public UserId UserId { get; private set; }

    public SecretHash Hash { get; private set; }

    /// <summary>80 random bits, in groups that can be typed.</summary>
    public static string NewText() => string.Join('-', Base32.Encode(RandomNumberGenerator.GetBytes(Bytes)).Chunk(GroupLength).Select(group => new string(group)));

    /// <summary>The same code, however somebody typed it.</summary>
    public static string Normalise(string text) =>
        string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    public static RecoveryCode Issue(UserId userId, SecretHash hash) => new() { UserId = userId, Hash = hash };
}
